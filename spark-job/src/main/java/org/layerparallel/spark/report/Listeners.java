package org.layerparallel.spark.report;

import java.util.List;
import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.StopReason;
import org.layerparallel.train.TrainingListener;
import org.layerparallel.train.Trouble;

/** Tells several listeners, in order. */
public record Listeners(List<TrainingListener> all) implements TrainingListener {

  public Listeners {
    all = List.copyOf(all);
  }

  /** All of {@code listeners} as one. */
  public static TrainingListener of(TrainingListener... listeners) {
    return new Listeners(List.of(listeners));
  }

  @Override
  public void iteration(IterationRecord record) {
    all.forEach(listener -> listener.iteration(record));
  }

  @Override
  public void levelEnded(int level, StopReason reason) {
    all.forEach(listener -> listener.levelEnded(level, reason));
  }

  @Override
  public void trouble(Trouble trouble) {
    all.forEach(listener -> listener.trouble(trouble));
  }
}
