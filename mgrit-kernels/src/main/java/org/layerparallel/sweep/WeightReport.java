package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.List;
import org.layerparallel.linalg.Sums;
import org.layerparallel.objective.ResidualRegularizer;

/**
 * What the driver needs to know of an interval's candidate weights: the layers that are the coarse levels' propagators,
 * the last layer for its neighbour's time derivative, and the terms of the regularizers layer by layer.
 *
 * @param coarse weights of the first layer of each coarse interval
 * @param last weights of the interval's last layer
 * @param squares squared 2-norm of each layer
 * @param differences squared 2-norm of the difference of each two neighbouring layers within the interval
 */
public record WeightReport(
    double[][] coarse, double[] last, double[] squares, double[] differences)
    implements Serializable {

  static WeightReport of(LayerInterval interval) {
    WeightBlock block = interval.block();
    IntervalPlan plan = interval.plan();
    double[][] coarse = new double[plan.coarseIntervals()][];
    for (int j = 0; j < coarse.length; j++) {
      coarse[j] = block.candidateLayer(plan.bounds()[j] - plan.firstLayer());
    }
    int size = plan.network().residualShape().size();
    double[] differences = new double[block.layers() - 1];
    for (int n = 0; n < differences.length; n++) {
      differences[n] =
          Sums.squaredDistance(size, block.candidate(), n * size, block.candidate(), (n + 1) * size);
    }
    return new WeightReport(
        coarse, block.candidateLayer(block.layers() - 1), block.squares(), differences);
  }

  /**
   * The residual layers' regularizers, of the reports of all intervals in order; summed from the first layer to the
   * last, so that the value does not depend on the intervals.
   */
  public static double value(List<WeightReport> reports, ResidualRegularizer regularizer) {
    double squares = 0;
    double differences = 0;
    double[] last = null;
    for (WeightReport report : reports) {
      for (double square : report.squares) {
        squares += square;
      }
      if (last != null) {
        differences += Sums.squaredDistance(last.length, last, 0, report.coarse[0], 0);
      }
      for (double difference : report.differences) {
        differences += difference;
      }
      last = report.last;
    }
    return regularizer.value(squares, differences);
  }
}
