package org.layerparallel.spark.report.training;

/**
 * A rectangle of the plane that a picture shows.
 *
 * @param left least x
 * @param bottom least y
 * @param width positive
 * @param height positive
 */
record Plane(double left, double bottom, double width, double height) {

  private static final double MARGIN = 0.05;

  /** What holds all points, with a margin; {@code points} are x and y in turn, at least one. */
  static Plane around(double[] points) {
    double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] most = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int i = 0; i < points.length; i++) {
      least[i % 2] = Math.min(least[i % 2], points[i]);
      most[i % 2] = Math.max(most[i % 2], points[i]);
    }
    double[] margin = new double[2];
    for (int axis = 0; axis < 2; axis++) {
      double extent = most[axis] - least[axis];
      // Points on a line, or one alone, still need a plane around them.
      margin[axis] = extent > 0 ? MARGIN * extent : Math.max(1, Math.abs(least[axis]));
    }
    return new Plane(
        least[0] - margin[0],
        least[1] - margin[1],
        most[0] - least[0] + 2 * margin[0],
        most[1] - least[1] + 2 * margin[1]);
  }
}
