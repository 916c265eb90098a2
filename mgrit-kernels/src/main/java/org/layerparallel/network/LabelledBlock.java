package org.layerparallel.network;

import java.io.Serializable;
import java.util.Arrays;
import org.layerparallel.linalg.ExampleBlocks;
import org.layerparallel.linalg.Tiling;

/**
 * Examples in the layout of blocks: all that both ends of a network need to know of them.
 *
 * @param features block, features x examples
 * @param labels of the same examples
 */
public record LabelledBlock(double[] features, Labels labels) implements Serializable {

  /** A whole data set. */
  public static LabelledBlock of(Tiling tiling, Examples training, Examples validation) {
    double[] features =
        tiling.toBlock(training.featureCount(), training.features(), validation.features());
    int[] classes = Arrays.copyOf(training.labels(), tiling.examples());
    System.arraycopy(validation.labels(), 0, classes, training.count(), validation.count());
    double[] weights = Arrays.copyOf(training.weights(), tiling.examples());
    System.arraycopy(validation.weights(), 0, weights, training.count(), validation.count());
    return new LabelledBlock(features, Labels.of(tiling, classes, weights));
  }

  /** Example block {@code b} of these. */
  public LabelledBlock cut(ExampleBlocks blocks, int b) {
    int channels = features.length / labels.classes().length;
    return new LabelledBlock(blocks.cut(b, channels, features), labels.cut(blocks, b));
  }

  /** The opening layer of {@code network} on these, whose layout is {@code tiling}. */
  public Opening opening(Network network, Tiling tiling) {
    return new Opening(network, tiling, features);
  }

  /** The classification layer of {@code network} on these, whose layout is {@code tiling}. */
  public Classification classification(Network network, Tiling tiling) {
    return new Classification(network, tiling, labels);
  }
}
