package org.layerparallel.spark.ml;

import java.io.IOException;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;
import org.layerparallel.spark.io.StagingDirectory;
import org.layerparallel.spark.job.Execution;
import org.layerparallel.spark.model.Model;

/** Models of the commands for programs with spark.ml. */
public final class ModelExport {

  private ModelExport() {}

  /**
   * Writes what {@link LayerParallelModel#load} reads. It appears whole or not at all.
   *
   * @param output a directory that is not there yet, on any Hadoop file system
   * @throws UserError if it is there
   * @throws IOException if it cannot be written
   */
  public static void save(Model model, String output, Execution execution) throws IOException {
    if (InputFiles.exists(execution.hadoop(), output)) {
      throw new UserError(output + ": exists; give another path");
    }
    try (StagingDirectory staging = StagingDirectory.prepare(execution.hadoop(), output, false)) {
      LayerParallelModel.of(model).write().session(execution.session()).save(staging.path().toString());
      staging.publish();
    }
  }
}
