package org.layerparallel.spark.interval;

import java.io.Serializable;

/**
 * The one element of a partition: an interval's content and, until it is collected, the result of the superstep that
 * made it. A generation stays cached long after its results have reached the driver, and they may weigh megabytes; so
 * taking the result lets go of it.
 *
 * @param <S> content of an interval
 */
final class Held<S extends Serializable> implements Serializable {

  private static final long serialVersionUID = 1;

  private final S content;
  private Serializable result;
  private boolean taken;

  private Held(S content, Serializable result, boolean taken) {
    this.content = content;
    this.result = result;
    this.taken = taken;
  }

  /** Content that no superstep made. */
  static <S extends Serializable> Held<S> initial(S content) {
    return new Held<>(content, null, true);
  }

  /** What a superstep made. */
  static <S extends Serializable> Held<S> stepped(S content, Serializable result) {
    return new Held<>(content, result, false);
  }

  S content() {
    return content;
  }

  /** Whether the result has gone: to a task that failed after it took it, or to another run of the same task. */
  synchronized boolean taken() {
    return taken;
  }

  /** The result, which is not kept. */
  synchronized Serializable take() {
    Serializable given = result;
    result = null;
    taken = true;
    return given;
  }
}
