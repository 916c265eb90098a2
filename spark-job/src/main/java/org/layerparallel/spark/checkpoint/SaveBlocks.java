package org.layerparallel.spark.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.layerparallel.interval.IntervalVisit;
import org.layerparallel.sweep.IntervalPlan;
import org.layerparallel.sweep.LayerInterval;

/** Writes the weight block of an interval, where it lives; null where another cell writes the same one. */
final class SaveBlocks implements IntervalVisit<LayerInterval, Staging, SaveBlocks.Saved> {

  private static final long serialVersionUID = 1;

  /** What was written. */
  record Saved(LayersFile file, Checksum checksum) implements java.io.Serializable {}

  @Override
  public Saved apply(LayerInterval content, Staging staging) {
    IntervalPlan plan = content.plan();
    if (!plan.speaksForItsLayers()) {
      return null;
    }
    LayersFile file = new LayersFile(plan.firstLayer(), plan.endLayer());
    try {
      Checksum written =
          staging.write(file.name(), out -> TensorWriter.write(out, Blocks.tensors(content.block())));
      return new Saved(file, written);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
