package org.layerparallel.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables of the kernels' benchmarks, as Markdown. */
final class KernelTable {

  private KernelTable() {}

  /**
   * A layer's operation on so many examples.
   *
   * @param width channels
   * @param examples columns of the block
   * @param operation what was done
   * @param time for the block
   */
  record LayerRow(int width, int examples, Operation operation, Timing time) {

    /** Rate of the one product it has, 10^9 operations a second. */
    double gigaflops() {
      return 2.0 * width * width * examples / time.nanoseconds();
    }
  }

  /**
   * An activation.
   *
   * @param activation its name
   * @param slope whether its derivative, otherwise the step with its value
   * @param time for one value
   */
  record ActivationRow(String activation, boolean slope, Timing time) {}

  /** Rates of the layer's operations, each beside the bare product of its shape where that was measured too. */
  static String layers(List<LayerRow> rows) {
    StringBuilder text =
        new StringBuilder("| width | examples | operation | GFLOP/s | spread | share of the bare product |\n")
            .append("|--:|--:|---|--:|--:|--:|\n");
    for (LayerRow row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %d | %d | %s | %.2f | %.0f %% | %s |\n",
              row.width(),
              row.examples(),
              row.operation().label(),
              row.gigaflops(),
              100 * row.time().spread(),
              bare(row, rows).map(bare -> percent(row.gigaflops() / bare.gigaflops())).orElse("")));
    }
    return text.toString();
  }

  /** Times of the activations. */
  static String activations(List<ActivationRow> rows) {
    StringBuilder text =
        new StringBuilder("| activation | operation | ns a value | spread |\n|---|---|--:|--:|\n");
    for (ActivationRow row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.3f | %.0f %% |\n",
              row.activation(),
              row.slope() ? "slope" : "step",
              row.time().nanoseconds(),
              100 * row.time().spread()));
    }
    return text.toString();
  }

  private static Optional<LayerRow> bare(LayerRow row, List<LayerRow> rows) {
    return row.operation()
        .bare()
        .flatMap(
            bare ->
                rows.stream()
                    .filter(other -> other.operation() == bare)
                    .filter(other -> other.width() == row.width())
                    .filter(other -> other.examples() == row.examples())
                    .findFirst());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
