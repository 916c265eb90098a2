package org.layerparallel.mgrit;

import java.util.Random;

/**
 * A finest level in memory, of a nonlinear recursion {@code u_{n+1} = u_n + h tanh(a_n u_n + b_n)} in each entry of a
 * block, solved forward or backward. It is no network: multigrid must do with any.
 */
final class ToyLevel implements FinestLevel {

  private static final double H = 0.2;

  private final TimeGrid cPoints;
  private final boolean backward;
  private final double[] a;
  private final double[] b;
  private double[][] points;
  private double[][] propagated;

  ToyLevel(TimeGrid cPoints, boolean backward, int length, long seed) {
    this.cPoints = cPoints;
    this.backward = backward;
    Random random = new Random(seed);
    int layers = cPoints.layer(cPoints.steps());
    a = random.doubles(layers, -2, 2).toArray();
    b = random.doubles(layers, -1, 1).toArray();
    points = new double[cPoints.steps() + 1][];
    for (int j = 0; j < points.length; j++) {
      points[j] = random.doubles(length, -1, 1).toArray();
    }
  }

  /** The C-points by serial propagation. */
  double[][] serial() {
    double[][] serial = points.clone();
    for (int j = 1; j < serial.length; j++) {
      serial[j] = propagate(j, serial[j - 1]);
    }
    return serial;
  }

  /** One step over all layers between two C-points, with the coefficients at the left one. */
  CoarsePropagator propagator() {
    return new CoarsePropagator() {
      @Override
      public void prepare(int tile) {}

      @Override
      public void step(int from, int to, double[] in, double[] out) {
        int left = cPoints.layer(Math.min(from, to));
        step1(left, Math.abs(cPoints.layer(to) - cPoints.layer(from)) * H, in, out);
      }
    };
  }

  /**
   * Cycles until {@code rule} ends them.
   *
   * @param guessed whether the first is a guess
   * @param first residual norm that relative tolerances refer to, or NaN
   */
  Solve.Report solve(
      Mgrit mgrit, CycleSettings cycle, StopRule rule, int training, boolean guessed, double first) {
    Solve solve = new Solve(rule, first);
    if (guessed) {
      mgrit.guess(this);
      solve.guessed();
    }
    while (!solve.ended()) {
      relax(cycle.cfRelaxationsAt(0));
      double norm = Mgrit.norm(mgrit.correct(this), training);
      solve.corrected(() -> norm);
    }
    return solve.report(() -> Mgrit.norm(mgrit.squares(this), training));
  }

  private void relax(int cfRelaxations) {
    propagateAll();
    for (int k = 0; k < cfRelaxations; k++) {
      double[][] relaxed = propagated.clone();
      relaxed[0] = points[0];
      points = relaxed;
      propagateAll();
    }
  }

  @Override
  public double[][] points() {
    return points;
  }

  @Override
  public double[] first() {
    return points[0];
  }

  @Override
  public double[][] propagated() {
    return propagated;
  }

  @Override
  public void correct(double[][] newPoints) {
    points = newPoints;
  }

  private void propagateAll() {
    propagated = new double[points.length][];
    for (int j = 1; j < points.length; j++) {
      propagated[j] = propagate(j, points[j - 1]);
    }
  }

  /** Over the coarse interval to point j, layer by layer. */
  private double[] propagate(int j, double[] from) {
    int last = cPoints.steps();
    int begin = cPoints.layer(backward ? last - j : j - 1);
    int end = cPoints.layer(backward ? last - j + 1 : j);
    double[] u = from.clone();
    for (int n = 0; n < end - begin; n++) {
      step1(backward ? end - 1 - n : begin + n, H, u, u);
    }
    return u;
  }

  private void step1(int layer, double s, double[] in, double[] out) {
    for (int i = 0; i < in.length; i++) {
      out[i] = in[i] + s * Math.tanh(a[layer] * in[i] + b[layer]);
    }
  }
}
