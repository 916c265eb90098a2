package org.layerparallel.network;

import java.util.SplittableRandom;

/** Random order, the same for a generator on every machine. */
public final class Shuffling {

  private Shuffling() {}

  /** Puts {@code values} in an order of which all are equally likely. */
  public static void shuffle(int[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }
}
