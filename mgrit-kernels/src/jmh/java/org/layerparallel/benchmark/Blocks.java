package org.layerparallel.benchmark;

import java.util.SplittableRandom;
import org.layerparallel.network.Activation;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.SmoothedRelu;
import org.layerparallel.network.Tanh;

/** What the benchmarks compute with. */
final class Blocks {

  private Blocks() {}

  /** Of the smoothed ReLU. */
  static final double ETA = 0.1;

  /** A network of {@code width} with the default activation and bias. */
  static Network network(int width) {
    return new Network(
        2, width, 5, 16, 5.0, new SmoothedRelu(ETA), BiasKind.CHANNEL, OpeningKind.DENSE);
  }

  /** So many numbers in [-1, 1), the same ones each time. */
  static double[] random(int count) {
    SplittableRandom random = new SplittableRandom(count);
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextDouble(-1, 1);
    }
    return numbers;
  }

  /** The activation of a name that settings have for it. */
  static Activation activation(String name) {
    return switch (name) {
      case "smoothed-relu" -> new SmoothedRelu(ETA);
      case "tanh" -> new Tanh();
      default -> throw new IllegalArgumentException(
          "activation=" + name + ", must be smoothed-relu or tanh");
    };
  }
}
