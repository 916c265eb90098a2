package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The part of a vector over all residual weights, such as the weights themselves or a step, that belongs to consecutive
 * layers.
 *
 * @param first number of the first layer
 * @param size entries of a layer
 * @param values entries of all of them; never modified
 */
record Layers(int first, int size, double[] values) implements Serializable {

  /** Number of the layer after the last. */
  int end() {
    return first + values.length / size;
  }

  /** Whether some of the layers from {@code from} to before {@code to} are among these. */
  boolean meets(int from, int to) {
    return from < end() && first < to;
  }

  /** The layers from {@code from} to before {@code to}, those that are among these. */
  Layers within(int from, int to) {
    int begin = Math.max(first, from);
    int end = Math.min(end(), to);
    return new Layers(
        begin, size, Arrays.copyOfRange(values, (begin - first) * size, (end - first) * size));
  }

  /** Parts that follow each other, as one. */
  static Layers joined(List<Layers> parts) {
    double[] all = new double[parts.stream().mapToInt(part -> part.values.length).sum()];
    int at = 0;
    for (Layers part : parts) {
      System.arraycopy(part.values, 0, all, at, part.values.length);
      at += part.values.length;
    }
    return new Layers(parts.get(0).first, parts.get(0).size, all);
  }

  /** {@code a} times these. */
  Layers times(double a) {
    double[] scaled = new double[values.length];
    Arrays.setAll(scaled, i -> a * values[i]);
    return new Layers(first, size, scaled);
  }

  /** These plus {@code a} times {@code other}, which is of the same layers. */
  Layers plus(double a, Layers other) {
    double[] sum = new double[values.length];
    Arrays.setAll(sum, i -> values[i] + a * other.values[i]);
    return new Layers(first, size, sum);
  }
}
