package org.layerparallel.train;

import org.layerparallel.mgrit.TimeGrid;
import org.layerparallel.sweep.Interpolation;

/**
 * States and adjoints at the C-points of the finest level, where the driver has them.
 *
 * @param grid layers at the C-points
 * @param states blocks of width x examples, from the first C-point to the last
 * @param adjoints blocks of width x training examples, from the first C-point to the last
 */
record CPoints(TimeGrid grid, double[][] states, double[][] adjoints) {

  /**
   * Those of the refined network, each on the line between its neighbours in time: a guess.
   *
   * @param fine layers at its C-points
   */
  CPoints refined(Interpolation interpolation, int factor, TimeGrid fine) {
    double[][] fineStates = new double[fine.steps() + 1][];
    double[][] fineAdjoints = new double[fine.steps() + 1][];
    int left = 0;
    for (int j = 0; j <= fine.steps(); j++) {
      int time = interpolation.stateBefore(fine.layer(j), factor);
      while (left + 1 < grid.steps() && grid.layer(left + 1) * factor <= time) {
        left++;
      }
      int begin = grid.layer(left) * factor;
      double weight = (double) (time - begin) / (grid.layer(left + 1) * factor - begin);
      fineStates[j] = between(states[left], states[left + 1], weight);
      fineAdjoints[j] = between(adjoints[left], adjoints[left + 1], weight);
    }
    return new CPoints(fine, fineStates, fineAdjoints);
  }

  private static double[] between(double[] left, double[] right, double weight) {
    double[] value = new double[left.length];
    for (int i = 0; i < value.length; i++) {
      value[i] = left[i] + weight * (right[i] - left[i]);
    }
    return value;
  }
}
