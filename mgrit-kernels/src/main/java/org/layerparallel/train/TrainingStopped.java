package org.layerparallel.train;

/** Ends a training that somebody wanted to stop, after its state was saved. */
public final class TrainingStopped extends RuntimeException {

  private static final long serialVersionUID = 1;

  TrainingStopped(int level, int iterationFromOne) {
    super("stopped on level " + level + " after iteration " + iterationFromOne);
  }
}
