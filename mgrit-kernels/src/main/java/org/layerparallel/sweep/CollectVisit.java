package org.layerparallel.sweep;

import java.util.Collections;
import java.util.List;
import org.layerparallel.interval.IntervalVisit;
import org.layerparallel.interval.Intervals;
import org.layerparallel.network.Weights;

/** Answers an interval's weights or gradient, to be saved or reported; training itself never collects them. */
public final class CollectVisit
    implements IntervalVisit<LayerInterval, CollectVisit.Part, double[]> {

  private static final double[] NONE = {};

  /** What to collect. */
  public enum Part {
    WEIGHTS,
    GRADIENT
  }

  @Override
  public double[] apply(LayerInterval content, Part part) {
    if (!content.plan().speaksForItsLayers()) {
      return NONE;
    }
    WeightBlock block = content.block();
    return part == Part.WEIGHTS ? block.candidate() : block.gradient();
  }

  /** All weights of the network: those of the intervals between the given ends. */
  public static Weights weights(
      Intervals<LayerInterval> intervals, double[] opening, double[] classification) {
    return new Weights(opening, collect(intervals, Part.WEIGHTS), classification);
  }

  /** The gradient by all weights of the network, laid out as these. */
  public static Weights gradient(
      Intervals<LayerInterval> intervals, double[] opening, double[] classification) {
    return new Weights(opening, collect(intervals, Part.GRADIENT), classification);
  }

  private static double[] collect(Intervals<LayerInterval> intervals, Part part) {
    intervals.narration().step(part == Part.WEIGHTS ? "collecting the weights" : "collecting the gradient");
    List<double[]> parts =
        intervals.visit(
            new CollectVisit(), Collections.nCopies(intervals.count(), part));
    double[] all = new double[parts.stream().mapToInt(values -> values.length).sum()];
    int at = 0;
    for (double[] values : parts) {
      System.arraycopy(values, 0, all, at, values.length);
      at += values.length;
    }
    return all;
  }
}
