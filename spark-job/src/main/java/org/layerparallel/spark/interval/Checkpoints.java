package org.layerparallel.spark.interval;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/** Where a generation is kept that cuts the lineage. */
enum Checkpoints {
  /** In the block manager of the executor that made it: for a local master, where all is lost with the one process. */
  LOCAL(false, 1),

  /**
   * In the block managers of two executors. After the loss of one, Spark copies what it held from the other to a third;
   * what both held is lost for good if the other goes before that.
   */
  REPLICATED(false, 2),

  /** In files of the context's checkpoint directory, which lost executors do not take with them. */
  RELIABLE(true, 1);

  private final boolean inFiles;
  private final StorageLevel level;

  Checkpoints(boolean inFiles, int copies) {
    this.inFiles = inFiles;
    // As objects: a superstep would otherwise decode the whole content to change a little of it.
    this.level = StorageLevel.apply(true, true, false, true, copies);
  }

  /** Whether checkpoints are in files; otherwise they are nowhere but in the cache. */
  boolean inFiles() {
    return inFiles;
  }

  /** Has {@code generation}, which no job has made yet, cached like this and cut from its lineage once it is made. */
  void mark(JavaRDD<?> generation) {
    generation.persist(level);
    if (inFiles) {
      generation.checkpoint();
    } else {
      generation.rdd().localCheckpoint();
    }
  }
}
