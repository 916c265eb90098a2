package org.layerparallel.spark.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import org.layerparallel.interval.IntervalVisit;
import org.layerparallel.sweep.IntervalPlan;
import org.layerparallel.sweep.LayerInterval;

/** Writes the weight block of an interval, where it lives; the cells of other example blocks have the same one. */
final class SaveBlocks implements IntervalVisit<LayerInterval, Staging, ArrayList<SaveBlocks.Saved>> {

  private static final long serialVersionUID = 1;

  /** What was written. */
  record Saved(LayersFile file, Checksum checksum) implements java.io.Serializable {}

  @Override
  public ArrayList<Saved> apply(LayerInterval content, Staging staging) {
    IntervalPlan plan = content.plan();
    ArrayList<Saved> saved = new ArrayList<>(1);
    if (!plan.speaksForItsLayers()) {
      return saved;
    }
    LayersFile file = new LayersFile(plan.firstLayer(), plan.endLayer());
    try {
      Checksum written =
          staging.write(file.name(), out -> TensorWriter.write(out, Blocks.tensors(content.block())));
      saved.add(new Saved(file, written));
      return saved;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
