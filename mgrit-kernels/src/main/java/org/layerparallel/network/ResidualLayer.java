package org.layerparallel.network;

/**
 * One residual layer on one tile of n examples: the explicit Euler step {@code u + s sigma(K u + b)}, its adjoint and
 * the gradient by its weights (Cyr, Guenther and Schroder 2019, equations (1) to (5)). The step size s is h on the finest level and
 * a multiple of it on coarser ones. Each is one or two products and one pass over the tile.
 *
 * <p>Tiles begin at entry 0 of their arrays: the compiler vectorizes a loop over several arrays only where it reads and
 * writes them all at the same index. Owns its buffers: one instance a thread. Shapes are checked by the callers.
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
   * @param u width x n
   * @param next width x n, written; may be {@code u}
   */
  public void step(double s, double[] theta, int at, double[] u, double[] next, int n) {
    Dense.product(shape, theta, at, u, 0, n, z);
    for (int o = 0; o < shape.outputs(); o++) {
      activation.step(s, Dense.bias(shape, theta, at, o), z, u, next, o * n, n);
    }
  }

  /**
   * {@link #step} that also keeps {@code slope = sigma'(K u + b)} for the adjoint.
   *
   * @param slope width x n, written
   */
  public void stepWithSlope(
      double s, double[] theta, int at, double[] u, double[] next, double[] slope, int n) {
    Dense.product(shape, theta, at, u, 0, n, z);
    for (int o = 0; o < shape.outputs(); o++) {
      activation.stepWithSlope(s, Dense.bias(shape, theta, at, o), z, u, next, slope, o * n, n);
    }
  }

  /**
   * {@code slope = sigma'(K u + b)} alone.
   *
   * @param u width x n, read from {@code uAt}
   */
  public void slope(double[] theta, int at, double[] u, int uAt, double[] slope, int n) {
    Dense.product(shape, theta, at, u, uAt, n, z);
    for (int o = 0; o < shape.outputs(); o++) {
      activation.slope(Dense.bias(shape, theta, at, o), z, slope, o * n, n);
    }
  }

  /**
   * The adjoint step {@code previous = lambda + s K^T (slope * lambda)}, the inner product by entries.
   *
   * @param theta weights, read from {@code at}
   * @param slope width x n
   * @param lambda adjoint after the layer, width x n
   * @param previous adjoint before the layer, written; may be {@code lambda}
   */
  public void adjointStep(
      double s, double[] theta, int at, double[] slope, double[] lambda, double[] previous, int n) {
    scaledProduct(s, slope, lambda, z, n);
    if (previous != lambda) {
      System.arraycopy(lambda, 0, previous, 0, shape.outputs() * n);
    }
    Dense.addTransposed(shape, theta, at, z, n, previous, 0);
  }

  /**
   * Adds the gradient by the layer's weights, {@code s (slope * lambda) u^T} and its sums over examples.
   *
   * @param slope width x n
   * @param lambda adjoint after the layer, width x n
   * @param u state before the layer, width x n
   * @param gradient added to from {@code at}
   */
  public void addGradient(
      double s, double[] slope, double[] lambda, double[] u, int n, double[] gradient, int at) {
    scaledProduct(s, slope, lambda, z, n);
    Dense.addGradient(shape, z, u, 0, n, gradient, at);
  }

  /**
   * {@link #addGradient}, then {@link #adjointStep} in place, which share the product of slope and adjoint.
   *
   * @param theta weights, read from {@code at}
   * @param lambda adjoint after the layer, width x n; becomes that before it
   * @param gradient added to from {@code at}, laid out as the weights
   */
  public void addGradientAndStep(
      double s, double[] theta, int at, double[] slope, double[] lambda, double[] u, int n, double[] gradient) {
    scaledProduct(s, slope, lambda, z, n);
    Dense.addGradient(shape, z, u, 0, n, gradient, at);
    Dense.addTransposed(shape, theta, at, z, n, lambda, 0);
  }

  /**
   * {@link #adjointStep} in place that leaves {@code s (slope * lambda)} in the place of the slope, for
   * {@link #addGradientOf}.
   *
   * @param slope width x n, overwritten
   * @param lambda adjoint after the layer, width x n; becomes that before it
   */
  public void adjointStepKeepingProduct(
      double s, double[] theta, int at, double[] slope, double[] lambda, int n) {
    scaledProduct(s, slope, lambda, slope, n);
    Dense.addTransposed(shape, theta, at, slope, n, lambda, 0);
  }

  /**
   * {@link #addGradient} from the product alone.
   *
   * @param product {@code s (slope * lambda)}, width x n
   * @param u state before the layer, width x n
   */
  public void addGradientOf(double[] product, double[] u, int n, double[] gradient, int at) {
    Dense.addGradient(shape, product, u, 0, n, gradient, at);
  }

  private void scaledProduct(double s, double[] slope, double[] lambda, double[] product, int n) {
    int count = shape.outputs() * n;
    for (int i = 0; i < count; i++) {
      product[i] = s * slope[i] * lambda[i];
    }
  }
}
