package org.layerparallel.interval;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.layerparallel.interval.IntervalCut.Addressed;
import org.layerparallel.interval.IntervalStep.Advanced;
import org.layerparallel.interval.MailedStep.Mailed;

/** A correspondence in this process, on the intervals' threads: letters pass by reference. */
final class LocalCorrespondence<S extends Serializable, C extends Serializable> implements Correspondence<S, C> {

  private final LocalIntervals<S> intervals;
  private final List<C> columns;
  private List<List<Object>> toIntervals;
  private List<List<Object>> toColumns;

  LocalCorrespondence(LocalIntervals<S> intervals, List<C> columns) {
    IntervalChecks.requireContents(columns);
    this.intervals = intervals;
    this.columns = new ArrayList<>(columns);
    this.toIntervals = boxes(intervals.count());
    this.toColumns = boxes(columns.size());
  }

  @Override
  public <A extends Serializable, M extends Serializable, R extends Serializable, L extends Serializable>
      List<R> intervals(MailedStep<S, A, M, R, L> step, List<M> messages) {
    intervals.requirePresent(this);
    List<List<Object>> sent = boxes(columns.size());
    List<R> results = advance(intervals.contents(), step, messages, toIntervals, sent);
    toIntervals = boxes(intervals.count());
    toColumns = sent;
    return results;
  }

  @Override
  public <A extends Serializable, M extends Serializable, R extends Serializable, L extends Serializable>
      List<R> columns(MailedStep<C, A, M, R, L> step, List<M> messages) {
    intervals.requirePresent(this);
    List<List<Object>> sent = boxes(intervals.count());
    List<R> results = advance(columns, step, messages, toColumns, sent);
    toColumns = boxes(columns.size());
    toIntervals = sent;
    return results;
  }

  @SuppressWarnings("unchecked")
  private <T, A, M, R, L> List<R> advance(
      List<T> parties,
      MailedStep<T, A, M, R, L> step,
      List<M> messages,
      List<List<Object>> arrived,
      List<List<Object>> sent) {
    List<Mailed<T, R, L>> outcomes =
        intervals.advance(
            parties,
            (i, content, message, workers) -> {
              Mailed<T, R, L> mailed = step.apply(content, (List<A>) arrived.get(i), message, workers);
              return new Advanced<>(mailed.content(), mailed);
            },
            messages);
    List<R> results = new ArrayList<>(outcomes.size());
    for (Mailed<T, R, L> outcome : outcomes) {
      for (Addressed<L> letter : outcome.letters()) {
        IntervalChecks.requireTarget(letter.interval(), sent.size());
        sent.get(letter.interval()).add(letter.piece());
      }
      results.add(outcome.result());
    }
    return Collections.unmodifiableList(results);
  }

  private static List<List<Object>> boxes(int count) {
    List<List<Object>> boxes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      boxes.add(new ArrayList<>());
    }
    return boxes;
  }
}
