package org.layerparallel.spark.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which colour the parts of runs have in a picture of several: each number of layers its own, whichever run trains it;
 * where all train the same number, each run its own.
 */
public final class Hues {

  private final List<Integer> layers;
  private final List<RunsPlot.Curve> curves;

  /** Colours for these runs, which share a picture. */
  public Hues(List<RunsPlot.Curve> curves) {
    this.curves = List.copyOf(curves);
    this.layers =
        curves.stream().flatMap(Hues::layers).distinct().sorted().toList();
  }

  /** Number of the colour, from 0, of a level of a run. */
  public int of(RunsPlot.Curve curve, int level) {
    return layers.size() == 1
        ? curves.indexOf(curve)
        : layers.indexOf(curve.run().levels().get(level).layers());
  }

  private static Stream<Integer> layers(RunsPlot.Curve curve) {
    return curve.run().levels().stream().map(PastRun.Level::layers);
  }
}
