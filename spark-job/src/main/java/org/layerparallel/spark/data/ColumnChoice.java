package org.layerparallel.spark.data;

import java.io.Serializable;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.layerparallel.spark.error.UserError;

/**
 * Which columns of a file are what.
 *
 * @param names of all columns
 * @param features places of those with features, in the order in which the network takes them
 * @param label place of the one with the class; {@link #NO_LABEL} if labels are not read
 * @param kept places of those handed on
 */
record ColumnChoice(String[] names, int[] features, int label, int[] kept) implements Serializable {

  static final int NO_LABEL = -1;

  /**
   * Finds the columns a layout speaks of.
   *
   * @param file whose columns they are, for messages
   * @param names of its columns
   * @param labelled whether labels are read
   * @throws UserError if a column is missing, or there twice
   */
  static ColumnChoice of(String file, List<String> names, FileLayout layout, boolean labelled) {
    int[] kept = layout.keptColumns().stream().mapToInt(name -> place(file, names, name)).toArray();
    boolean wanted = labelled || layout.labelColumn().isPresent();
    int label = wanted ? place(file, names, layout.label()) : names.indexOf(layout.label());
    int[] features =
        layout.featureColumns().isEmpty()
            ? others(names, label, kept)
            : layout.featureColumns().stream().mapToInt(name -> place(file, names, name)).toArray();
    if (features.length == 0) {
      throw new UserError(file + ": has no columns besides label and kept ones, must have some with features");
    }
    return new ColumnChoice(names.toArray(String[]::new), features, labelled ? label : NO_LABEL, kept);
  }

  /** The columns that are read: those with features, the label, those handed on; none of them twice. */
  List<String> read() {
    IntStream labels = IntStream.of(label).filter(place -> place != NO_LABEL);
    return Stream.of(IntStream.of(features), labels, IntStream.of(kept))
        .flatMap(IntStream::boxed)
        .distinct()
        .map(place -> names[place])
        .toList();
  }

  /** The same choice in a table of the columns {@code read} alone. */
  ColumnChoice within(List<String> read) {
    IntUnaryOperator place = old -> read.indexOf(names[old]);
    return new ColumnChoice(
        read.toArray(String[]::new),
        IntStream.of(features).map(place).toArray(),
        label == NO_LABEL ? NO_LABEL : place.applyAsInt(label),
        IntStream.of(kept).map(place).toArray());
  }

  /** The names of {@code places}, for messages. */
  String name(int place) {
    return "column '" + names[place] + "'";
  }

  private static int[] others(List<String> names, int label, int[] kept) {
    return IntStream.range(0, names.size())
        .filter(place -> place != label && IntStream.of(kept).noneMatch(other -> other == place))
        .toArray();
  }

  private static int place(String file, List<String> names, String name) {
    int place = names.indexOf(name);
    if (place < 0) {
      throw new UserError(file + ": has no column '" + name + "', must be one of " + String.join(", ", names));
    }
    if (names.lastIndexOf(name) != place) {
      throw new UserError(file + ": has two columns '" + name + "', must have one");
    }
    return place;
  }
}
