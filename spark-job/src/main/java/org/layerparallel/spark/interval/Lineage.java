package org.layerparallel.spark.interval;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * The generations of an RDD whose every superstep makes the next, and what must be kept so that the newest can be made
 * again: the last checkpointed generation and the values posted since. All else is let go at once. A generation in
 * between holds no memory, it is only a step on the way from the checkpoint to the newest.
 *
 * @param <S> content of an interval
 */
final class Lineage<S extends Serializable> {

  private final int checkpointInterval;
  private final Checkpoints checkpoints;
  private final List<Posted<?>> needed = new ArrayList<>();
  private JavaRDD<Held<S>> newest;
  private JavaRDD<Held<S>> checkpointed;
  private int sinceCheckpoint;

  /**
   * Starts with a generation that is made of posted values alone.
   *
   * @param checkpointInterval every how many generations the lineage is cut
   * @param checkpoints where the generations that cut it are kept
   */
  Lineage(JavaRDD<Held<S>> first, Posted<?> posted, int checkpointInterval, Checkpoints checkpoints) {
    this.checkpointInterval = checkpointInterval;
    this.checkpoints = checkpoints;
    this.newest = first;
    needed.add(posted);
  }

  JavaRDD<Held<S>> newest() {
    return newest;
  }

  /**
   * Marks a generation to come, before the job that makes it: to be cached, and to be checkpointed if that is due. Kept
   * as objects: a superstep would otherwise decode the whole content to change a little of it.
   *
   * @param cut whether it must be checkpointed, due or not
   */
  void prepare(JavaRDD<Held<S>> next, boolean cut) {
    if (cut || sinceCheckpoint + 1 >= checkpointInterval) {
      checkpoints.mark(next);
    } else {
      next.persist(StorageLevel.MEMORY_AND_DISK());
    }
  }

  /** Takes a generation as the newest, after the job that made it of the one before and of {@code posted}. */
  void adopt(JavaRDD<Held<S>> next, Posted<?> posted) {
    needed.add(posted);
    if (next.isCheckpointed()) {
      release();
      checkpointed = next;
      sinceCheckpoint = 0;
    } else {
      if (checkpoints.inFiles() || newest != checkpointed) {
        newest.unpersist(false);
      }
      sinceCheckpoint++;
    }
    newest = next;
  }

  /** Forgets a generation that could not be made. */
  void discard(JavaRDD<Held<S>> next, Posted<?> posted) {
    next.unpersist(false);
    posted.destroy();
  }

  /** Lets go of all generations and posted values. */
  void release() {
    if (newest != checkpointed) {
      newest.unpersist(false);
    }
    if (checkpointed != null) {
      checkpointed.unpersist(false);
      deleteFiles(checkpointed);
      checkpointed = null;
    }
    needed.forEach(Posted::destroy);
    needed.clear();
  }

  private void deleteFiles(JavaRDD<?> generation) {
    if (!checkpoints.inFiles() || !generation.getCheckpointFile().isPresent()) {
      return;
    }
    Path files = new Path(generation.getCheckpointFile().get());
    try {
      files.getFileSystem(generation.context().hadoopConfiguration()).delete(files, true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the outdated checkpoint " + files, e);
    }
  }
}
