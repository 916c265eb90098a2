package org.layerparallel.network;

/**
 * One residual layer on one tile of n examples: the explicit Euler step {@code u + s sigma(K u + b)}, its adjoint and
 * the gradient by its weights (Cyr, Guenther and Schroder 2019, equations (1) to (5)). The step size s is h on the finest level and
 * a multiple of it on coarser ones. Owns its buffers: one instance a thread. Shapes are checked by the callers.
 */
public final class ResidualLayer {

  private final DenseShape shape;
  private final Activation activation;
  private final double[] z;

  /**
   * @param network whose residual layers
   * @param tile most examples in a tile
   */
  public ResidualLayer(Network network, int tile) {
    this.shape = network.residualShape();
    this.activation = network.activation();
    this.z = new double[shape.outputs() * tile];
  }

  /**
   * {@code next = u + s sigma(K u + b)}.
   *
   * @param theta weights, read from {@code at}
   * @param u width x n, read from {@code uAt}
   * @param next width x n, written from {@code nextAt}; may be {@code u}
   */
  public void step(
      double s, double[] theta, int at, double[] u, int uAt, double[] next, int nextAt, int n) {
    Dense.affine(shape, theta, at, u, uAt, n, z);
    activation.step(s, z, 0, u, uAt, next, nextAt, shape.outputs() * n);
  }

  /**
   * {@link #step} that also keeps {@code slope = sigma'(K u + b)} for the adjoint.
   *
   * @param slope width x n, written from {@code slopeAt}
   */
  public void stepWithSlope(
      double s,
      double[] theta,
      int at,
      double[] u,
      int uAt,
      double[] next,
      int nextAt,
      double[] slope,
      int slopeAt,
      int n) {
    step(s, theta, at, u, uAt, next, nextAt, n);
    activation.slope(z, 0, slope, slopeAt, shape.outputs() * n);
  }

  /** {@code slope = sigma'(K u + b)} alone; arguments as in {@link #stepWithSlope}. */
  public void slope(
      double[] theta, int at, double[] u, int uAt, double[] slope, int slopeAt, int n) {
    Dense.affine(shape, theta, at, u, uAt, n, z);
    activation.slope(z, 0, slope, slopeAt, shape.outputs() * n);
  }

  /**
   * The adjoint step {@code previous = lambda + s K^T (slope * lambda)}, the inner product by entries.
   *
   * @param theta weights, read from {@code at}
   * @param slope width x n, read from {@code slopeAt}
   * @param lambda adjoint after the layer, width x n, read from {@code lambdaAt}
   * @param previous adjoint before the layer, written from {@code previousAt}; may be {@code lambda}
   */
  public void adjointStep(
      double s,
      double[] theta,
      int at,
      double[] slope,
      int slopeAt,
      double[] lambda,
      int lambdaAt,
      double[] previous,
      int previousAt,
      int n) {
    scaledProduct(s, slope, slopeAt, lambda, lambdaAt, n);
    if (previous != lambda || previousAt != lambdaAt) {
      System.arraycopy(lambda, lambdaAt, previous, previousAt, shape.outputs() * n);
    }
    Dense.addTransposed(shape, theta, at, z, n, previous, previousAt);
  }

  /**
   * Adds the gradient by the layer's weights, {@code s (slope * lambda) u^T} and its sums over examples.
   *
   * @param slope width x n, read from {@code slopeAt}
   * @param lambda adjoint after the layer, width x n, read from {@code lambdaAt}
   * @param u state before the layer, width x n, read from {@code uAt}
   * @param gradient added to from {@code at}
   */
  public void addGradient(
      double s,
      double[] slope,
      int slopeAt,
      double[] lambda,
      int lambdaAt,
      double[] u,
      int uAt,
      int n,
      double[] gradient,
      int at) {
    scaledProduct(s, slope, slopeAt, lambda, lambdaAt, n);
    Dense.addGradient(shape, z, u, uAt, n, gradient, at);
  }

  private void scaledProduct(
      double s, double[] slope, int slopeAt, double[] lambda, int lambdaAt, int n) {
    for (int i = 0; i < shape.outputs() * n; i++) {
      z[i] = s * slope[slopeAt + i] * lambda[lambdaAt + i];
    }
  }
}
