package org.layerparallel.spark.checkpoint;

import java.io.IOException;

/** A file of a checkpoint is not what was written. */
final class DamagedException extends IOException {

  private static final long serialVersionUID = 1;

  DamagedException(String problem) {
    super(problem);
  }
}
