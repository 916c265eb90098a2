package org.layerparallel.spark.config;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * All settings of a training job, checked.
 *
 * @param data where the examples come from
 * @param start the weights training starts from
 * @param training what decides, with data and start, which weights the run ends with
 * @param execution where the finest grid is computed
 * @param checkpoint whether and how often the training is saved
 * @param output what is written where
 * @param progress how progress is shown
 * @param resolved all of this as HOCON text, every key with its value; read as a settings file, it gives these settings
 *     again
 */
public record JobSettings(
    DataSettings data,
    StartWeights start,
    TrainingPlan training,
    ExecutionSettings execution,
    CheckpointSettings checkpoint,
    OutputSettings output,
    ProgressKind progress,
    String resolved) {

  /** Name of the file in which the settings of a run are kept. */
  public static final String FILE = "settings.conf";

  /** The same training, its output elsewhere; {@code resolved} stays what it is. */
  public JobSettings withOutput(OutputSettings elsewhere) {
    return new JobSettings(data, start, training, execution, checkpoint, elsewhere, progress, resolved);
  }

  /** The same training without checkpoints; {@code resolved} stays what it is. */
  public JobSettings withoutCheckpoints() {
    CheckpointSettings none = new CheckpointSettings(Optional.empty(), checkpoint.iterations());
    return new JobSettings(data, start, training, execution, none, output, progress, resolved);
  }

  /** Writes {@code resolved} to {@code out}, which is not closed. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(resolved.getBytes(StandardCharsets.UTF_8));
  }
}
