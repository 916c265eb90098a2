package org.layerparallel.train;

import org.layerparallel.interval.Intervals;
import org.layerparallel.sweep.LayerInterval;

/** Saves a training now and then, so that it can go on after whatever ends its process. */
public interface Checkpoints {

  /** Saves nothing, and never stops a training. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public boolean due(int iteration, boolean levelEnds) {
          return false;
        }

        @Override
        public void save(TrainingState state, Intervals<LayerInterval> intervals) {}

        @Override
        public boolean stopWanted() {
          return false;
        }
      };

  /**
   * Whether the training is to be saved now.
   *
   * @param iteration number within its level, from 0, whose gradient is known
   * @param levelEnds whether it is the level's last
   */
  boolean due(int iteration, boolean levelEnds);

  /**
   * Saves the training, which goes on whether or not that succeeds.
   *
   * @param intervals whose weight blocks belong to {@code state}; to be visited only
   */
  void save(TrainingState state, Intervals<LayerInterval> intervals);

  /** Whether the training is to end here, saved, and go on another time. */
  boolean stopWanted();
}
