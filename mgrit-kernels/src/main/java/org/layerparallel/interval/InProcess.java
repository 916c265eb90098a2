package org.layerparallel.interval;

import java.io.Serializable;
import java.util.List;

/**
 * Execution in this process.
 *
 * @param wanted number of intervals wanted, at least 1
 * @param threads threads that share them, at least 1; 1 is the caller's own
 */
public record InProcess(int wanted, int threads) implements IntervalsFactory {

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a number is less than 1
   */
  public InProcess {
    if (wanted < 1) {
      throw new IllegalArgumentException("wanted=" + wanted + ", must be >= 1");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads=" + threads + ", must be >= 1");
    }
  }

  /** One interval on the caller's thread: the plain sequential reference. */
  public static InProcess sequential() {
    return new InProcess(1, 1);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code contents} is empty
   */
  @Override
  public <S extends Serializable> Intervals<S> create(List<S> contents) {
    return new LocalIntervals<>(contents, threads);
  }
}
