package org.layerparallel.spark.config;

import java.util.Optional;

/**
 * Whether and how often a training is saved, so that it can be resumed.
 *
 * @param dir directory of the checkpoints, path or URI; none are written without it
 * @param iterations from one checkpoint to the next, at least 1
 */
public record CheckpointSettings(Optional<String> dir, int iterations) {

  /** In {@code dir}, where Spark keeps what cuts its lineage. */
  public static final String LINEAGE = "lineage";

  public CheckpointSettings {
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations=" + iterations + ", must be >= 1");
    }
  }

  /** Directory of what cuts Spark's lineage. */
  Optional<String> lineageDir() {
    return dir.map(path -> path + "/" + LINEAGE);
  }
}
