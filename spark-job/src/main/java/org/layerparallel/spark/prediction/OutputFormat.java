package org.layerparallel.spark.prediction;

import java.util.Locale;
import org.layerparallel.spark.error.UserError;

/** How predictions are written. */
public enum OutputFormat {

  /** One file of text with a header. */
  CSV,

  /** A directory of files. */
  PARQUET;

  /**
   * The format that a name's ending tells.
   *
   * @throws UserError if it tells none
   */
  public static OutputFormat of(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return CSV;
    }
    if (name.endsWith(".parquet")) {
      return PARQUET;
    }
    throw new UserError(path + ": must end with .csv or .parquet, or --format must say which it is");
  }
}
