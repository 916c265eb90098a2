package org.layerparallel.train;

import java.util.ArrayList;
import java.util.List;
import org.layerparallel.linalg.ExampleBlocks;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.network.Classification;
import org.layerparallel.network.LabelledBlock;
import org.layerparallel.network.Labels;
import org.layerparallel.network.Network;
import org.layerparallel.network.Opening;

/**
 * The two ends of the network, opening and classification, where the driver computes them, with the data: the states
 * they touch are C-points, which the driver has anyway. So neither features nor labels ever travel. Sums over
 * examples are made within an example block first, as they are wherever example blocks lie.
 */
final class EndLayers {

  private final EndWeights weights;
  private final Network network;
  private final ExampleBlocks blocks;
  private final int width;
  private final List<Opening> openings = new ArrayList<>();
  private final List<Classification> classifications = new ArrayList<>();
  private Labels.Totals totals;

  /** The loss's gradient by the classification's weights; it comes with lambda_N. */
  private double[] classificationGradient;

  EndLayers(EndWeights weights, Network network, ExampleBlocks blocks, LabelledBlock examples) {
    this.weights = weights;
    this.network = network;
    this.blocks = blocks;
    this.width = network.width();
    show(examples);
  }

  /** Turns to other examples, as many as those before. */
  void show(LabelledBlock examples) {
    totals = examples.labels().totals();
    openings.clear();
    classifications.clear();
    for (int b = 0; b < blocks.count(); b++) {
      LabelledBlock part = examples.cut(blocks, b);
      Tiling tiling = blocks.tiling(b);
      openings.add(part.opening(network, tiling));
      classifications.add(part.classification(network, tiling));
    }
  }

  /** Weights of the examples that are seen. */
  Labels.Totals totals() {
    return totals;
  }

  /** u_0 at the candidate weights. */
  double[] firstState() {
    double[] theta = weights.opening();
    return blocks.joined(width, openings.stream().map(opening -> opening.apply(theta)).toList());
  }

  /** What the candidate weights make of u_N. */
  Classification.Outcome classify(double[] lastState) {
    double[] theta = weights.classification();
    Classification.Tally tally = new Classification.Tally(0, 0, 0);
    for (int b = 0; b < blocks.count(); b++) {
      tally = tally.plus(classifications.get(b).evaluate(theta, blocks.cut(b, width, lastState)));
    }
    return tally.over(totals);
  }

  /** lambda_N at the candidate weights. */
  double[] lastAdjoint(double[] lastState) {
    double[] theta = weights.classification();
    List<double[]> adjoints = new ArrayList<>();
    List<double[]> gradients = new ArrayList<>();
    for (int b = 0; b < blocks.count(); b++) {
      double[] gradient = new double[theta.length];
      adjoints.add(
          classifications.get(b).differentiate(theta, blocks.cut(b, width, lastState), gradient));
      gradients.add(gradient);
    }
    classificationGradient = ExampleBlocks.sum(gradients);
    return blocks.joined(width, adjoints);
  }

  /** The loss's gradient by the classification's weights, where {@link #lastAdjoint} was called last. */
  double[] classificationGradient() {
    return classificationGradient;
  }

  /** The loss's gradient by the opening's candidate weights, from lambda_0. */
  double[] openingGradient(double[] firstAdjoint) {
    double[] theta = weights.opening();
    List<double[]> gradients = new ArrayList<>();
    for (int b = 0; b < blocks.count(); b++) {
      gradients.add(openings.get(b).gradient(theta, blocks.cut(b, width, firstAdjoint)));
    }
    return ExampleBlocks.sum(gradients);
  }
}
