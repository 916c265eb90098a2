package org.layerparallel.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.layerparallel.interval.Correspondence;
import org.layerparallel.interval.InProcess;
import org.layerparallel.interval.IntervalBuild;
import org.layerparallel.interval.IntervalCut;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.interval.IntervalVisit;
import org.layerparallel.interval.Intervals;
import org.layerparallel.interval.IntervalsFactory;
import org.layerparallel.interval.MailedStep;
import org.layerparallel.interval.Narration;

/** Intervals in this process that count the bytes that would pass to them and back. */
final class Metered implements IntervalsFactory {

  private final InProcess execution;
  private long bytes;

  Metered(InProcess execution) {
    this.execution = execution;
  }

  /** Serialized length of all messages and results so far. */
  long bytes() {
    return bytes;
  }

  @Override
  public int wanted() {
    return execution.wanted();
  }

  @Override
  public <S extends Serializable> Intervals<S> create(List<S> contents) {
    return new Counting<>(execution.create(contents));
  }

  private void count(List<? extends Serializable> each) {
    for (Serializable one : each) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
        objects.writeObject(one);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      bytes += out.size();
    }
  }

  private final class Counting<S extends Serializable> implements Intervals<S> {

    private final Intervals<S> intervals;

    Counting(Intervals<S> intervals) {
      this.intervals = intervals;
    }

    @Override
    public int count() {
      return intervals.count();
    }

    @Override
    public <M extends Serializable, R extends Serializable> List<R> advance(
        IntervalStep<S, M, R> step, List<M> messages) {
      Metered.this.count(messages);
      List<R> results = intervals.advance(step, messages);
      Metered.this.count(results);
      return results;
    }

    @Override
    public <M extends Serializable, R extends Serializable> List<R> visit(
        IntervalVisit<S, M, R> visit, List<M> messages) {
      Metered.this.count(messages);
      List<R> results = intervals.visit(visit, messages);
      Metered.this.count(results);
      return results;
    }

    @Override
    public <M extends Serializable, P extends Serializable> void regroup(
        int newCount, IntervalCut<S, M, P> cut, List<M> messages, IntervalBuild<P, S> build) {
      Metered.this.count(messages);
      intervals.regroup(newCount, cut, messages, build);
    }

    @Override
    public <C extends Serializable> Correspondence<S, C> correspondWith(List<C> columns) {
      Correspondence<S, C> correspondence = intervals.correspondWith(columns);
      return new Correspondence<>() {
        @Override
        public <A extends Serializable, M extends Serializable, R extends Serializable, L extends Serializable>
            List<R> intervals(MailedStep<S, A, M, R, L> step, List<M> messages) {
          Metered.this.count(messages);
          List<R> results = correspondence.intervals(step, messages);
          Metered.this.count(results);
          return results;
        }

        @Override
        public <A extends Serializable, M extends Serializable, R extends Serializable, L extends Serializable>
            List<R> columns(MailedStep<C, A, M, R, L> step, List<M> messages) {
          Metered.this.count(messages);
          List<R> results = correspondence.columns(step, messages);
          Metered.this.count(results);
          return results;
        }      };
    }

    @Override
    public long supersteps() {
      return intervals.supersteps();
    }

    @Override
    public Narration narration() {
      return intervals.narration();
    }

    @Override
    public void close() {
      intervals.close();
    }
  }
}
