package org.layerparallel.spark.data;

import java.util.List;
import java.util.Optional;

/**
 * The format of files, and which of their columns are what.
 *
 * @param format of the files
 * @param header of text: whether the first line of each file is skipped; CSV always has one, that names the columns
 * @param featureColumns of CSV and Parquet: names of the columns with the features, in the order in which the network
 *     takes them; empty for all columns that are neither label nor kept
 * @param labelColumn of CSV and Parquet: name of the column with the class; if none is given, {@link #LABEL}
 * @param keptColumns of CSV and Parquet: names of columns that are handed on as they are
 */
public record FileLayout(
    FileFormat format,
    boolean header,
    List<String> featureColumns,
    Optional<String> labelColumn,
    List<String> keptColumns) {

  /** Name of the column with the class, where none is given. */
  public static final String LABEL = "label";

  public FileLayout {
    featureColumns = List.copyOf(featureColumns);
    keptColumns = List.copyOf(keptColumns);
  }

  /** Text, without or with a line to skip. */
  public static FileLayout text(boolean header) {
    return new FileLayout(FileFormat.TEXT, header, List.of(), Optional.empty(), List.of());
  }

  /** The name of the column with the class. */
  String label() {
    return labelColumn.orElse(LABEL);
  }

  /** Whether columns were chosen by their names. */
  boolean columnsChosen() {
    return !featureColumns.isEmpty() || labelColumn.isPresent() || !keptColumns.isEmpty();
  }
}
