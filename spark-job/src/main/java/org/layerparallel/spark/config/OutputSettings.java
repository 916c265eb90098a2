package org.layerparallel.spark.config;

/**
 * What is written where.
 *
 * @param dir output directory, path or URI
 * @param overwrite whether an earlier run's output there is replaced
 * @param workUnitSeconds work unit in seconds, 0 to measure it
 */
public record OutputSettings(String dir, boolean overwrite, double workUnitSeconds) {

  public OutputSettings {
    if (dir.isBlank()) {
      throw new IllegalArgumentException("dir is empty");
    }
    if (!(workUnitSeconds >= 0) || Double.isInfinite(workUnitSeconds)) {
      throw new IllegalArgumentException(
          "workUnitSeconds=" + workUnitSeconds + ", must be >= 0 and finite");
    }
  }
}
