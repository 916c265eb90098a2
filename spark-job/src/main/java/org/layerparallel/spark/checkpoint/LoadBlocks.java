package org.layerparallel.spark.checkpoint;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.linalg.Workers;
import org.layerparallel.spark.io.SerializableConfiguration;
import org.layerparallel.sweep.IntervalPlan;
import org.layerparallel.sweep.LayerInterval;

/** Reads the weight block of an interval, where it is to live, from whichever files have its layers. */
final class LoadBlocks implements IntervalStep<LayerInterval, LoadBlocks.Source, Integer> {

  private static final long serialVersionUID = 1;

  /**
   * Where the blocks are.
   *
   * @param directory of the checkpoint
   * @param files in the order of their layers
   * @param past what each block has of it
   */
  record Source(SerializableConfiguration hadoop, String directory, ArrayList<LayersFile> files, PastVectors past)
      implements Serializable {}

  @Override
  public Advanced<LayerInterval, Integer> apply(LayerInterval content, Source source, Workers workers) {
    IntervalPlan plan = content.plan();
    int size = plan.network().residualShape().size();
    int[] offsets = new int[plan.layers() + 1];
    Arrays.setAll(offsets, n -> n * size);
    Blocks.Assembly block = new Blocks.Assembly(source.past(), offsets);
    for (LayersFile file : source.files()) {
      int from = Math.max(file.first(), plan.firstLayer());
      int to = Math.min(file.end(), plan.endLayer());
      if (from < to) {
        add(block, source, file, from, to, plan.firstLayer(), size);
      }
    }
    return new Advanced<>(content.replaced(block.block()), plan.layers());
  }

  private static void add(
      Blocks.Assembly block, Source source, LayersFile file, int from, int to, int first, int size) {
    Path path = new Path(source.directory(), file.name());
    try {
      FileSystem files = Staging.plain(path.getFileSystem(source.hadoop().configuration()));
      long length = files.getFileStatus(path).getLen();
      try (FSDataInputStream in = files.open(path)) {
        block.add(
            new TensorReader(in, length), (from - file.first()) * size, (from - first) * size, (to - from) * size);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read: " + e.getMessage(), e);
    }
  }
}
