package org.layerparallel.train;

import org.layerparallel.interval.Intervals;
import org.layerparallel.sweep.LayerInterval;

/** A training that was saved, to go on. */
public interface SavedTraining {

  /** What the driver held. */
  TrainingState state();

  /** Fills intervals that await their weights, however the layers are cut, with the weight blocks that were saved. */
  void fill(Intervals<LayerInterval> intervals);
}
