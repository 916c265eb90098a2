package org.layerparallel.spark.interval;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.layerparallel.interval.IntervalCut.Addressed;
import org.layerparallel.interval.MailedStep.Mailed;

/**
 * The one element of a partition: an interval's content, the letters that the superstep that made it has written and, until
 * it is collected, that superstep's result. A generation stays cached long after its results have reached the driver, and
 * they may weigh megabytes; so taking the result lets go of it.
 *
 * @param <S> content of an interval
 */
final class Held<S extends Serializable> implements Serializable {

  private static final long serialVersionUID = 1;

  private final S content;
  private final ArrayList<Addressed<Serializable>> letters;
  private Serializable result;
  private boolean taken;

  private Held(S content, ArrayList<Addressed<Serializable>> letters, Serializable result, boolean taken) {
    this.content = content;
    this.letters = letters;
    this.result = result;
    this.taken = taken;
  }

  /** Content that no superstep made. */
  static <S extends Serializable> Held<S> initial(S content) {
    return new Held<>(content, new ArrayList<>(), null, true);
  }

  /** What a superstep made. */
  static <S extends Serializable, R extends Serializable> Held<S> stepped(Mailed<S, R, ?> outcome) {
    ArrayList<Addressed<Serializable>> letters = new ArrayList<>(outcome.letters().size());
    outcome.letters()
        .forEach(letter -> letters.add(new Addressed<>(letter.interval(), (Serializable) letter.piece())));
    return new Held<>(outcome.content(), letters, outcome.result(), false);
  }

  S content() {
    return content;
  }

  /** The letters, whose type the reader knows. */
  @SuppressWarnings("unchecked")
  <L extends Serializable> List<Addressed<L>> letters() {
    return (List<Addressed<L>>) (List<?>) letters;
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
