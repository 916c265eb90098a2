package org.layerparallel.spark.data;

import java.util.List;
import java.util.Locale;

/** How a file holds examples. */
public enum FileFormat {

  /** What the name of the first file and the choice of columns tell, see {@link #of}. */
  AUTO,

  /** Lines of features and then the label, see {@link ExampleSource}. */
  TEXT,

  /** Lines of values, separated by commas, semicolons or tabs, below a first line that names the columns. */
  CSV,

  /** Lines of a label and pairs {@code index:value}, indices from 1. */
  LIBSVM,

  /** Parquet. */
  PARQUET;

  private static final String COMPRESSED = "\\.(gz|bz2|zst|lz4|snappy|deflate)$";

  /**
   * The format of a file by its name: Parquet and LIBSVM by their endings; any other is CSV if columns were chosen by
   * name, and text if not.
   */
  static FileFormat of(String file, boolean columnsChosen) {
    String name = file.toLowerCase(Locale.ROOT).replaceFirst(COMPRESSED, "");
    if (name.endsWith(".parquet")) {
      return PARQUET;
    }
    if (List.of(".libsvm", ".svm", ".svmlight").stream().anyMatch(name::endsWith)) {
      return LIBSVM;
    }
    return columnsChosen ? CSV : TEXT;
  }
}
