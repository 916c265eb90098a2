package org.layerparallel;

import org.layerparallel.network.Network;
import org.layerparallel.objective.Regularization;
import org.layerparallel.objective.Weighting;
import org.layerparallel.sweep.Interpolation;

/**
 * Refinement by plain loops from its definition, over whole vectors: what that over intervals is compared with.
 *
 * @param coarse network that is refined
 * @param factor fine layers over coarse ones
 */
public record PlainRefinement(Interpolation interpolation, Network coarse, int factor) {

  /** The refined network. */
  public Network fine() {
    int layers = coarse.layers() * factor;
    double time = coarse.finalTime() * (interpolation == Interpolation.ZERO ? factor : 1);
    return new Network(
        coarse.features(),
        coarse.width(),
        coarse.classes(),
        layers,
        time,
        coarse.activation(),
        coarse.bias(),
        coarse.opening());
  }

  /** A vector over all residual layers, interpolated. */
  public double[] refined(double[] theta) {
    int size = size();
    double[] fine = new double[theta.length * factor];
    for (int m = 0; m < coarse.layers() * factor; m++) {
      for (int i = 0; i < size; i++) {
        fine[m * size + i] = entry(theta, m, i);
      }
    }
    return fine;
  }

  /** The gradient change of a refined pair. */
  public double[] change(double[] step, double[] change, Regularization gamma) {
    double share = interpolation == Interpolation.ZERO ? 1 : 1.0 / factor;
    double[] loss = Numbers.plus(change, -1, regularizer(coarse, gamma, step));
    double[] shared = new double[change.length * factor];
    return Numbers.plus(
        Numbers.plus(shared, share, refined(loss)), 1, regularizer(fine(), gamma, refined(step)));
  }

  private double entry(double[] theta, int m, int i) {
    int left = m / factor;
    double time = Math.min((double) m / factor, coarse.layers() - 1);
    return switch (interpolation) {
      case CONSTANT -> theta[left * size() + i];
      case LINEAR -> polynomial(theta, i, left, Math.min(left + 1, coarse.layers() - 1), time);
      case CUBIC -> cubic(theta, i, time);
      case ZERO -> m % factor == 0 ? theta[left * size() + i] : 0;
    };
  }

  /** On the four layers whose middle is nearest. */
  private double cubic(double[] theta, int i, double time) {
    int first = 0;
    for (int f = 1; f + 3 < coarse.layers(); f++) {
      if (Math.abs(f + 1.5 - time) < Math.abs(first + 1.5 - time)) {
        first = f;
      }
    }
    return polynomial(theta, i, first, Math.min(first + 3, coarse.layers() - 1), time);
  }

  /** The polynomial through entry i of the layers from {@code first} to {@code last}, by Neville's scheme. */
  private double polynomial(double[] theta, int i, int first, int last, double time) {
    if (first == last) {
      return theta[first * size() + i];
    }
    double withoutLast = polynomial(theta, i, first, last - 1, time);
    double withoutFirst = polynomial(theta, i, first + 1, last, time);
    return ((last - time) * withoutLast + (time - first) * withoutFirst) / (last - first);
  }

  private double[] regularizer(Network network, Regularization gamma, double[] theta) {
    double h = network.h();
    double weight = gamma.weighting() == Weighting.INTEGRAL ? h : 1;
    double[] gradient = new double[theta.length];
    for (int n = 0; n < theta.length; n++) {
      gradient[n] = weight * gamma.tikhonov() * theta[n];
      for (int neighbour : new int[] {n - size(), n + size()}) {
        if (neighbour >= 0 && neighbour < theta.length) {
          gradient[n] += weight * gamma.timeDerivative() * (theta[n] - theta[neighbour]) / (h * h);
        }
      }
    }
    return gradient;
  }

  private int size() {
    return coarse.residualShape().size();
  }
}
