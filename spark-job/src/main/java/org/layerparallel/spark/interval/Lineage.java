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
 * The generations of intervals, and of the columns that correspond with them, and what must be kept so that the newest can
 * be made again: the last checkpointed ones and the values posted since. All else is let go at once. A generation in
 * between holds no memory, it is only a step on the way from a checkpoint to the newest.
 */
final class Lineage {

  private final int checkpointInterval;
  private final Checkpoints checkpoints;
  private final List<Side<?>> sides = new ArrayList<>();
  private final List<Posted<?>> needed = new ArrayList<>();

  /** Cached generations, the newest ones among them. */
  private final List<JavaRDD<?>> kept = new ArrayList<>();

  private int sinceCut;

  /**
   * @param checkpointInterval every how many generations the lineage is cut
   * @param checkpoints where the generations that cut it are kept
   */
  Lineage(int checkpointInterval, Checkpoints checkpoints) {
    this.checkpointInterval = checkpointInterval;
    this.checkpoints = checkpoints;
  }

  /** A side whose first generation is made of {@code posted} alone. */
  <S extends Serializable> Side<S> begin(JavaRDD<Held<S>> first, Posted<?> posted) {
    Side<S> side = new Side<>(first);
    needed.add(posted);
    sides.add(side);
    return side;
  }

  /** Lets go of a side. */
  void end(Side<?> side) {
    sides.remove(side);
    letGo();
  }

  /**
   * Marks a generation to come, before the job that makes it: to be cached, and to be checkpointed if that is due. Kept
   * as objects: a superstep would otherwise decode the whole content to change a little of it.
   *
   * @param cut whether it must be checkpointed, due or not
   */
  void prepare(JavaRDD<?> next, boolean cut) {
    if (cut || sinceCut + 1 >= checkpointInterval) {
      checkpoints.mark(next);
    } else {
      next.persist(StorageLevel.MEMORY_AND_DISK());
    }
  }

  /**
   * Takes a generation as the newest of a side, after the job that made it of the one before and of {@code posted}.
   *
   * @param writes whether it has written letters
   */
  <S extends Serializable> void adopt(Side<S> side, JavaRDD<Held<S>> next, Posted<?> posted, boolean writes) {
    needed.add(posted);
    kept.add(next);
    side.adopt(next, writes);
    sinceCut++;
    letGo();
  }

  /** The letters of {@code side} were read. */
  void read(Side<?> side) {
    side.read();
    letGo();
  }

  /** Forgets a generation that could not be made. */
  void discard(JavaRDD<?> next, Posted<?> posted) {
    next.unpersist(false);
    posted.destroy();
  }

  /** Lets go of all generations and posted values. */
  void release() {
    sides.clear();
    kept.forEach(this::delete);
    kept.clear();
    needed.forEach(Posted::destroy);
    needed.clear();
  }

  /**
   * Lets go of what no side can need. Where the newest generations of all sides are checkpoints, that is all before; else a
   * checkpoint may be what a newest one is made of, though a checkpoint in files need not be cached for it.
   */
  private void letGo() {
    boolean cut = sides.stream().allMatch(Side::isCut);
    for (JavaRDD<?> generation : List.copyOf(kept)) {
      if (sides.stream().anyMatch(side -> side.needs(generation))) {
        continue;
      }
      if (cut || !generation.isCheckpointed()) {
        delete(generation);
        kept.remove(generation);
      } else if (checkpoints.inFiles() && generation.getStorageLevel().useMemory()) {
        generation.unpersist(false);
      }
    }
    if (cut) {
      needed.forEach(Posted::destroy);
      needed.clear();
      sinceCut = 0;
    }
  }

  private void delete(JavaRDD<?> generation) {
    generation.unpersist(false);
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
