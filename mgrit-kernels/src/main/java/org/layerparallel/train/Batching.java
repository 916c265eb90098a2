package org.layerparallel.train;

/**
 * How the examples are cut into batches.
 *
 * @param size most training examples in a batch; 0 for all of them
 * @param seed of the random numbers that share out the examples and order the batches
 */
public record Batching(int size, long seed) {

  /** One batch of all examples. */
  public static final Batching NONE = new Batching(0, 0);

  public Batching {
    if (size < 0) {
      throw new IllegalArgumentException("size=" + size + ", must be >= 0");
    }
  }

  /** Whether a training by {@code training} examples has several batches. */
  boolean cuts(int training) {
    return size > 0 && size < training;
  }
}
