package org.layerparallel;

import java.util.Arrays;
import org.layerparallel.network.Activation;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.DenseShape;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.SmoothedRelu;
import org.layerparallel.network.Tanh;
import org.layerparallel.network.Weights;
import org.layerparallel.objective.Regularization;
import org.layerparallel.objective.Weighting;

/**
 * The network by plain loops from its definition, one example at a time: what the layer-parallel code is compared with.
 * All it shares with that code is the layout of the weights.
 */
public final class SerialNetwork {

  private final Network network;
  private final Weights weights;

  public SerialNetwork(Network network, Weights weights) {
    this.network = network;
    this.weights = weights.requireFit(network);
  }

  /** sigma by its cases. */
  public static double sigma(Activation activation, double x) {
    if (activation instanceof SmoothedRelu smoothed && Math.abs(x) < smoothed.eta()) {
      return x * x / (4 * smoothed.eta()) + x / 2 + smoothed.eta() / 4;
    }
    return activation instanceof Tanh ? Math.tanh(x) : x > 0 ? x : 0;
  }

  /** sigma' by its cases. */
  public static double slope(Activation activation, double x) {
    if (activation instanceof SmoothedRelu smoothed && Math.abs(x) < smoothed.eta()) {
      return x / (2 * smoothed.eta()) + 0.5;
    }
    return activation instanceof Tanh ? 1 - Math.tanh(x) * Math.tanh(x) : x > 0 ? 1 : 0;
  }

  /** States u_0..u_N of one example. */
  public double[][] states(double[] example) {
    int width = network.width();
    double[][] u = new double[network.layers() + 1][width];
    double[] z = network.opening() == OpeningKind.DENSE ? openingInput(example) : null;
    for (int i = 0; i < width; i++) {
      u[0][i] =
          z != null ? sigma(network.activation(), z[i]) : i < example.length ? example[i] : 0;
    }
    for (int n = 0; n < network.layers(); n++) {
      double[] input = layerInput(n, u[n]);
      for (int i = 0; i < width; i++) {
        u[n + 1][i] = u[n][i] + network.h() * sigma(network.activation(), input[i]);
      }
    }
    return u;
  }

  /** Derivatives lambda_0..lambda_N of {@code last . u_N} by the states of one example. */
  public double[][] adjoints(double[] example, double[] last) {
    double[][] u = states(example);
    double[][] lambda = new double[network.layers() + 1][];
    lambda[network.layers()] = last;
    for (int n = network.layers() - 1; n >= 0; n--) {
      double[] z = layerInput(n, u[n]);
      lambda[n] = lambda[n + 1].clone();
      for (int o = 0; o < z.length; o++) {
        double d = network.h() * slope(network.activation(), z[o]) * lambda[n + 1][o];
        for (int i = 0; i < z.length; i++) {
          lambda[n][i] += weights.residual()[n * layerSize() + o * z.length + i] * d;
        }
      }
    }
    return lambda;
  }

  /** Weighted mean cross-entropy. */
  public double loss(Examples examples) {
    double sum = 0;
    for (int e = 0; e < examples.count(); e++) {
      double[] scores = scores(example(examples, e));
      double exponentials = 0;
      for (double score : scores) {
        exponentials += Math.exp(score - scores[examples.labels()[e]]);
      }
      sum += examples.weights()[e] * Math.log(exponentials);
    }
    return sum / Arrays.stream(examples.weights()).sum();
  }

  /** Share of the examples' weight whose label has the largest score. */
  public double accuracy(Examples examples) {
    double hits = 0;
    for (int e = 0; e < examples.count(); e++) {
      double[] scores = scores(example(examples, e));
      boolean best = true;
      for (double score : scores) {
        best &= score <= scores[examples.labels()[e]];
      }
      hits += best ? examples.weights()[e] : 0;
    }
    return hits / Arrays.stream(examples.weights()).sum();
  }

  /** Mean loss and all regularizers. */
  public double objective(Examples training, Regularization gamma) {
    double[] theta = weights.residual();
    double h = network.h();
    double layer = gamma.weighting() == Weighting.INTEGRAL ? h : 1;
    double tikhonov = square(weights.opening());
    tikhonov += layer * square(theta);
    double derivative = 0;
    for (int i = layerSize(); i < theta.length; i++) {
      double quotient = (theta[i] - theta[i - layerSize()]) / h;
      derivative += layer * quotient * quotient;
    }
    return loss(training)
        + gamma.tikhonov() / 2 * tikhonov
        + gamma.timeDerivative() / 2 * derivative
        + gamma.classification() / 2 * square(weights.classification());
  }

  /** Smallest distance of an activation's argument to a place where the activation is not smooth. */
  public double distanceToKinks(Examples examples) {
    double distance = Double.POSITIVE_INFINITY;
    for (int e = 0; e < examples.count(); e++) {
      double[][] u = states(example(examples, e));
      if (network.opening() == OpeningKind.DENSE) {
        distance = Math.min(distance, distanceToKinks(openingInput(example(examples, e))));
      }
      for (int n = 0; n < network.layers(); n++) {
        distance = Math.min(distance, distanceToKinks(layerInput(n, u[n])));
      }
    }
    return distance;
  }

  /** Features of example e. */
  public static double[] example(Examples examples, int e) {
    double[] features = new double[examples.featureCount()];
    System.arraycopy(examples.features(), e * features.length, features, 0, features.length);
    return features;
  }

  private double distanceToKinks(double[] z) {
    if (network.activation() instanceof Tanh) {
      return Double.POSITIVE_INFINITY;
    }
    double kink = network.activation() instanceof SmoothedRelu smoothed ? smoothed.eta() : 0;
    double distance = Double.POSITIVE_INFINITY;
    for (double x : z) {
      distance = Math.min(distance, Math.abs(Math.abs(x) - kink));
    }
    return distance;
  }

  /** The scores of one example. */
  public double[] scores(double[] example) {
    double[] last = states(example)[network.layers()];
    return affine(weights.classification(), 0, network.classes(), last, BiasKind.CHANNEL);
  }

  private double[] openingInput(double[] example) {
    return affine(weights.opening(), 0, network.width(), example, network.bias());
  }

  private double[] layerInput(int n, double[] u) {
    return affine(weights.residual(), n * layerSize(), network.width(), u, network.bias());
  }

  private static double[] affine(double[] theta, int at, int outputs, double[] x, BiasKind bias) {
    double[] z = new double[outputs];
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < x.length; i++) {
        z[o] += theta[at + o * x.length + i] * x[i];
      }
      z[o] += theta[at + outputs * x.length + (bias == BiasKind.CHANNEL ? o : 0)];
    }
    return z;
  }

  private int layerSize() {
    DenseShape shape = network.residualShape();
    return shape.size();
  }

  private static double square(double[] x) {
    double sum = 0;
    for (double entry : x) {
      sum += entry * entry;
    }
    return sum;
  }
}
