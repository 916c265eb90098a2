package org.layerparallel.spark.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Shares out a number in whole parts, by the largest remainder. */
final class Shares {

  private Shares() {}

  /**
   * Parts in proportion to {@code sizes}: the exact share rounded down, and one more for those who lost most by that,
   * the first of equals.
   *
   * @param total to share out, at most the sum of the sizes
   * @return parts of that sum, none larger than its size
   */
  static int[] proportional(int total, int[] sizes) {
    long sum = Arrays.stream(sizes).asLongStream().sum();
    if (total < 0 || total > sum) {
      throw new IllegalArgumentException("total=" + total + ", must be in 0.." + sum);
    }
    int[] parts = new int[sizes.length];
    long[] lost = new long[sizes.length];
    int left = total;
    for (int i = 0; i < sizes.length && sum > 0; i++) {
      parts[i] = (int) ((long) total * sizes[i] / sum);
      lost[i] = (long) total * sizes[i] % sum;
      left -= parts[i];
    }
    IntStream.range(0, sizes.length)
        .boxed()
        .sorted(Comparator.comparingLong((Integer i) -> -lost[i]))
        .limit(left)
        .forEach(i -> parts[i]++);
    return parts;
  }

  /**
   * The same with at least one for each: who would have less than one exactly gets one, the others share the rest.
   *
   * @param total at least the number of sizes
   * @param sizes each at least 1
   */
  static int[] proportionalAtLeastOne(int total, int[] sizes) {
    if (total < sizes.length) {
      throw new IllegalArgumentException("total=" + total + ", must be >= " + sizes.length);
    }
    int[] sharing = sizes.clone();
    int rest = total;
    // Every one taken out lowers what the others have, until none of them has too little.
    while (true) {
      long sum = Arrays.stream(sharing).asLongStream().sum();
      int before = rest;
      for (int i = 0; i < sharing.length; i++) {
        if (sharing[i] > 0 && (long) before * sharing[i] < sum) {
          sharing[i] = 0;
          rest--;
        }
      }
      if (rest == before) {
        break;
      }
    }
    int[] parts = proportional(rest, sharing);
    for (int i = 0; i < parts.length; i++) {
      parts[i] = sharing[i] == 0 ? 1 : parts[i];
    }
    return parts;
  }
}
