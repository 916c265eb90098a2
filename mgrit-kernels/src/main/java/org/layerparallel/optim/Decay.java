package org.layerparallel.optim;

/** What a running average keeps of its past. */
final class Decay {

  private Decay() {}

  static void require(String name, double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(name + "=" + share + ", must be in [0, 1)");
    }
  }
}
