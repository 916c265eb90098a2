package org.layerparallel.spark.data;

import java.util.List;
import org.layerparallel.network.Examples;

/**
 * Some examples of a file.
 *
 * @param examples features, and labels if they are read; otherwise zeros
 * @param kept for each example the values of the columns that are handed on
 */
public record ExampleBlock(Examples examples, List<Object[]> kept) {

  /** Enough for the largest tiles of the kernels. */
  private static final int MOST_EXAMPLES = 4096;

  private static final int MOST_VALUES = 1 << 22;

  /** As many examples of so many features as a task that goes through many holds at a time. */
  public static int most(int featureCount) {
    return Math.max(1, Math.min(MOST_EXAMPLES, MOST_VALUES / featureCount));
  }
}
