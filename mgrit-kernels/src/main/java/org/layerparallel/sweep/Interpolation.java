package org.layerparallel.sweep;

import org.layerparallel.network.Network;

/**
 * How the layers of a refined network follow from those of a coarser one. Layer n becomes the layers
 * {@code r n .. r n + r - 1}, the first of which keeps its weights. The others, at the times {@code n + k/r} in units
 * of coarse layers, lie on a polynomial through the coarse layers nearest to them, or are zero. Nothing is extrapolated:
 * after the last coarse layer, polynomials repeat it. Cyr, Guenther and Schroder (2019).
 */
public enum Interpolation {
  /** New layers repeat the layer to their left. */
  CONSTANT(1),
  /** New layers lie on the line between their neighbours. */
  LINEAR(2),
  /**
   * New layers lie on the cubic through two layers on either side, or through the first or last four near an end; of
   * lower degree where there are fewer than four layers.
   */
  CUBIC(4),
  /**
   * New layers are zero, and T grows with their number, so that h stays: but for h sigma(0), a new layer is the
   * identity.
   */
  ZERO(1);

  private final int nodes;

  Interpolation(int nodes) {
    this.nodes = nodes;
  }

  /** {@code network} with so many layers: on the same [0, T], or, where new layers are zero, of the same h. */
  public Network withLayers(Network network, int layers) {
    return this == ZERO ? network.extendedTo(layers) : network.withLayers(layers);
  }

  /**
   * What of a change of the gradient by a coarse layer's weights falls to each fine layer. The gradient by a layer's
   * weights is h times a function of time; where [0, T] is divided further, h is smaller.
   */
  double share(int factor) {
    return this == ZERO ? 1 : 1.0 / factor;
  }

  /**
   * The time of the coarse network, in units of fine layers, at which its state and adjoint are, nearly, those before a
   * fine layer: the same time, or, where new layers are zero and change nothing, that after the coarse layer to the
   * left.
   */
  public int stateBefore(int layer, int factor) {
    return this == ZERO ? Math.multiplyExact((layer + factor - 1) / factor, factor) : layer;
  }

  /**
   * Of which coarse layers a fine layer is made.
   *
   * @param layer number of the fine layer
   * @param factor r, at least 2
   * @param coarseLayers layers of the coarse network
   */
  Stencil stencil(int layer, int factor, int coarseLayers) {
    int left = layer / factor;
    if (this == ZERO) {
      return new Stencil(left, new double[] {layer % factor == 0 ? 1 : 0});
    }
    int count = Math.min(nodes, coarseLayers);
    int first = Math.max(0, Math.min(left - (nodes - 1) / 2, coarseLayers - count));
    int time = Math.min(layer, (coarseLayers - 1) * factor);
    double[] weights = new double[count];
    for (int i = 0; i < count; i++) {
      weights[i] = 1;
      for (int j = 0; j < count; j++) {
        if (j != i) {
          // Times in units of fine layers are whole numbers: a weight is exactly 1 on its layer and 0 on the others.
          weights[i] *= (double) (time - (first + j) * factor) / ((i - j) * factor);
        }
      }
    }
    return new Stencil(first, weights);
  }

  /**
   * The fine layers from {@code from} to before {@code to}.
   *
   * @param coarse the coarse layers that they are made of, maybe among others
   * @param coarseLayers layers of the coarse network
   */
  Layers refine(Layers coarse, int factor, int coarseLayers, int from, int to) {
    int size = coarse.size();
    double[] fine = new double[Math.multiplyExact(to - from, size)];
    for (int m = from; m < to; m++) {
      stencil(m, factor, coarseLayers).add(coarse, fine, (m - from) * size);
    }
    return new Layers(from, size, fine);
  }
}
