package org.layerparallel.spark.plan;

/** What the time of an iteration goes into; waiting counts as what is waited for. */
public enum Part {
  /** Layers on the executors, other tasks on the same slots included. */
  CELLS("layers on the executors", false),
  /** Coarse levels and both ends of the network, in tasks. */
  COLUMNS("coarse levels on the executors", false),
  /** What executors fetch from each other. */
  NETWORK("network between executors", false),
  /** Coarse levels and both ends of the network, on the driver. */
  COARSE("coarse levels on the driver", true),
  /** Bytes to and from the driver, serialization included. */
  LINK("bytes through the driver", true),
  /** Spark's jobs, their messages and tasks, which the driver makes one after the other. */
  JOBS("Spark's jobs, messages and tasks", true);

  private final String text;
  private final boolean driver;

  Part(String text, boolean driver) {
    this.text = text;
    this.driver = driver;
  }

  /** In words. */
  public String text() {
    return text;
  }

  /** Whether the driver alone does it, however many executors there are. */
  public boolean ofDriver() {
    return driver;
  }
}
