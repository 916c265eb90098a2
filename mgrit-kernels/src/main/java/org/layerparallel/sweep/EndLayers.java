package org.layerparallel.sweep;

import java.util.List;
import java.util.stream.IntStream;
import org.layerparallel.linalg.ExampleBlocks;
import org.layerparallel.network.Classification;
import org.layerparallel.network.LabelledBlock;
import org.layerparallel.network.Network;
import org.layerparallel.network.Opening;

/**
 * The two ends of the network, opening and classification, with the data: the states they touch are C-points, which
 * whoever solves the coarse levels has anyway. Sums over examples are made within an example block first, as they are
 * wherever example blocks lie.
 */
final class EndLayers {

  private final ExampleBlocks blocks;
  private final int width;
  private final List<Opening> openings;
  private final List<Classification> classifications;

  EndLayers(Network network, ExampleBlocks blocks, LabelledBlock examples) {
    this.blocks = blocks;
    this.width = network.width();
    List<LabelledBlock> parts =
        IntStream.range(0, blocks.count()).mapToObj(b -> examples.cut(blocks, b)).toList();
    this.openings =
        IntStream.range(0, blocks.count())
            .mapToObj(b -> parts.get(b).opening(network, blocks.tiling(b)))
            .toList();
    this.classifications =
        IntStream.range(0, blocks.count())
            .mapToObj(b -> parts.get(b).classification(network, blocks.tiling(b)))
            .toList();
  }

  /** u_0, with the opening's weights. */
  double[] firstState(double[] opening) {
    return blocks.joined(width, openings.stream().map(layer -> layer.apply(opening)).toList());
  }

  /** What the classification, with these weights, makes of u_N. */
  Classification.Tally classify(double[] classification, double[] lastState) {
    Classification.Tally tally = new Classification.Tally(0, 0, 0);
    for (int b = 0; b < blocks.count(); b++) {
      double[] part = blocks.cut(b, width, lastState);
      tally = tally.plus(classifications.get(b).evaluate(classification, part));
    }
    return tally;
  }

  /**
   * lambda_N, with the classification's weights.
   *
   * @param gradient by these weights, set
   */
  double[] lastAdjoint(double[] classification, double[] lastState, double[] gradient) {
    List<double[]> gradients =
        IntStream.range(0, blocks.count()).mapToObj(b -> new double[gradient.length]).toList();
    List<double[]> adjoints =
        IntStream.range(0, blocks.count())
            .mapToObj(b -> classifications.get(b)
                .differentiate(classification, blocks.cut(b, width, lastState), gradients.get(b)))
            .toList();
    System.arraycopy(ExampleBlocks.sum(gradients), 0, gradient, 0, gradient.length);
    return blocks.joined(width, adjoints);
  }

  /** The loss's gradient by the opening's weights, from lambda_0. */
  double[] openingGradient(double[] opening, double[] firstAdjoint) {
    return ExampleBlocks.sum(
        IntStream.range(0, blocks.count())
            .mapToObj(b -> openings.get(b).gradient(opening, blocks.cut(b, width, firstAdjoint)))
            .toList());
  }
}
