package org.layerparallel.spark.error;

/**
 * Input the user can put right: the command line prints the message, without a stack trace, and ends with exit code 2.
 */
public final class UserError extends RuntimeException {

  /** An error described by {@code message}, one clear line for each thing that is wrong. */
  public UserError(String message) {
    super(message);
  }

  /** The same, with the exception that showed it. */
  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
