package org.layerparallel.spark.job;

import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.StopReason;
import org.layerparallel.train.TrainingListener;
import org.layerparallel.train.Trouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of numbers that fail, a line each. */
final class TroubleLog implements TrainingListener {

  private static final Logger LOG = LoggerFactory.getLogger(TroubleLog.class);

  @Override
  public void iteration(IterationRecord record) {}

  @Override
  public void levelEnded(int level, StopReason reason) {}

  @Override
  public void trouble(Trouble trouble) {
    LOG.warn(trouble.text());
  }
}
