package org.layerparallel.spark.interval;

import java.io.Serializable;
import java.util.List;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.interval.IntervalStep.Advanced;
import org.layerparallel.interval.MailedStep;
import org.layerparallel.linalg.Workers;

/** A step that neither reads nor writes letters. */
record Silent<S extends Serializable, M extends Serializable, R extends Serializable>(IntervalStep<S, M, R> step)
    implements MailedStep<S, Serializable, M, R, Serializable> {

  @Override
  public Mailed<S, R, Serializable> apply(
      S content, List<Serializable> arrived, M message, Workers workers) {
    Advanced<S, R> advanced = step.apply(content, message, workers);
    return new Mailed<>(advanced.content(), advanced.result(), List.of());
  }
}
