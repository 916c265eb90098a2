package org.layerparallel.spark.job;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.spark.io.InputFiles;
import org.layerparallel.spark.model.Model;
import org.layerparallel.spark.model.ModelFile;

/** Models by their paths: a model file, the output directory of a training, or a model that spark.ml has saved. */
public final class Models {

  private static final String SUFFIX = ".safetensors";

  private Models() {}

  /** Whether {@code path} is one of a model, by its name or by what the directory there holds. */
  public static boolean isModel(Configuration hadoop, String path) {
    return path.endsWith(SUFFIX)
        || List.of(TrainingFiles.MODEL, SavedModel.LAYERS).stream()
            .anyMatch(name -> InputFiles.exists(hadoop, path + "/" + name));
  }

  /**
   * Reads a model.
   *
   * @param path on any Hadoop file system
   * @param execution where Spark is taken from, which is needed for what spark.ml has saved
   * @throws org.layerparallel.spark.error.UserError if it cannot be read or is damaged
   */
  public static Model read(String path, Execution execution) {
    Configuration hadoop = execution.hadoop();
    if (path.endsWith(SUFFIX)) {
      return ModelFile.read(hadoop, path);
    }
    String within = path + "/" + TrainingFiles.MODEL;
    if (InputFiles.exists(hadoop, within)) {
      return ModelFile.read(hadoop, within);
    }
    return InputFiles.exists(hadoop, path + "/" + SavedModel.LAYERS)
        ? SavedModel.read(execution.session(), path)
        : ModelFile.read(hadoop, path);
  }
}
