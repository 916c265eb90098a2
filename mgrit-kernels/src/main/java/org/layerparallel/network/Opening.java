package org.layerparallel.network;

import org.layerparallel.linalg.Tiling;

/**
 * The opening layer on blocks: {@code u_0 = sigma(K_o y + b_o)}, or the features followed by zeros. Holds the features;
 * not for use by several threads at once.
 */
public final class Opening {

  private final Network network;
  private final Tiling tiling;
  private final double[] features;
  private final double[] zeros;
  private final DenseShape shape;
  private final Activation activation;
  private final double[] z;

  /**
   * @param network whose opening layer
   * @param tiling layout of all blocks
   * @param features block, features x examples
   */
  public Opening(Network network, Tiling tiling, double[] features) {
    this.network = network;
    this.tiling = tiling;
    this.features = features;
    this.z = new double[network.width() * tiling.tile()];
    this.zeros = new double[network.width() * tiling.tile()];
    this.shape = network.openingShape();
    this.activation = network.activation();
  }

  /**
   * The first state.
   *
   * @param theta the opening's weights
   * @return block, width x examples
   */
  public double[] apply(double[] theta) {
    int width = network.width();
    double[] state = new double[tiling.blockLength(width)];
    for (int t = 0; t < tiling.tiles(); t++) {
      int n = tiling.size(t);
      int from = tiling.start(t) * network.features();
      int to = tiling.start(t) * width;
      if (network.opening() == OpeningKind.ZERO_EXPANSION) {
        // A tile is row-major, so the features are its first rows.
        System.arraycopy(features, from, state, to, network.features() * n);
      } else {
        Dense.product(shape, theta, 0, features, from, n, z);
        for (int o = 0; o < width; o++) {
          double b = Dense.bias(shape, theta, 0, o);
          activation.step(1, b, z, zeros, z, o * n, n);
        }
        System.arraycopy(z, 0, state, to, width * n);
      }
    }
    return state;
  }

  /**
   * The loss's gradient by the opening's weights.
   *
   * @param theta the opening's weights
   * @param adjoint lambda_0, block of the training examples, width x training
   */
  public double[] gradient(double[] theta, double[] adjoint) {
    double[] gradient = new double[network.openingSize()];
    if (network.opening() == OpeningKind.ZERO_EXPANSION) {
      return gradient;
    }
    for (int t = 0; t < tiling.trainingTiles(); t++) {
      int n = tiling.size(t);
      int from = tiling.start(t) * network.features();
      int at = tiling.start(t) * network.width();
      Dense.product(shape, theta, 0, features, from, n, z);
      for (int o = 0; o < network.width(); o++) {
        activation.slope(Dense.bias(shape, theta, 0, o), z, z, o * n, n);
      }
      for (int i = 0; i < network.width() * n; i++) {
        z[i] *= adjoint[at + i];
      }
      Dense.addGradient(shape, z, features, from, n, gradient, 0);
    }
    return gradient;
  }
}
