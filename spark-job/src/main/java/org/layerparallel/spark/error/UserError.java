package org.layerparallel.spark.error;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Bad input by the user. The message is one line that names the file, the line if there is one, the problem and what
 * to do about it; the command line prints it and exits with 2.
 */
public final class UserError extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param message the one line; line breaks within become blanks
   */
  public UserError(String message) {
    super(oneLine(message));
  }

  /**
   * @param message the one line; line breaks within become blanks
   * @param cause what was caught, for the log
   */
  public UserError(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  private UserError(List<String> messages) {
    super(messages.stream().map(UserError::oneLine).collect(Collectors.joining("\n")));
  }

  /** Several errors at once, a line each. */
  public static UserError of(List<String> messages) {
    return new UserError(messages);
  }

  /**
   * What an exception says, for use within a message: the first line of its text, or its type where it has none.
   * Errors of remote file systems carry a whole stack trace in their text.
   */
  public static String reason(Throwable cause) {
    String text = Objects.requireNonNullElse(cause.getMessage(), "").strip();
    return text.isEmpty() ? cause.getClass().getSimpleName() : text.lines().findFirst().orElse(text);
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
