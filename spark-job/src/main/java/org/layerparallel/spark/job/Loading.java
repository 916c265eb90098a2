package org.layerparallel.spark.job;

import org.apache.hadoop.conf.Configuration;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.config.DataSettings;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.config.StartWeights;
import org.layerparallel.spark.data.ExampleFiles;
import org.layerparallel.spark.data.ExampleSource;
import org.layerparallel.spark.data.Peaks;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.model.DesignFile;
import org.layerparallel.spark.model.Model;
import org.layerparallel.spark.model.ModelFile;
import org.layerparallel.train.Problem;

/** Finds what the settings speak of: examples and weights. */
public final class Loading {

  private static final String MODEL_SUFFIX = ".safetensors";

  private Loading() {}

  private record Data(Examples training, Examples validation) {}

  /**
   * What is to be learned, and where.
   *
   * @throws UserError if the examples cannot be had
   */
  public static Problem problem(JobSettings settings, Execution execution) {
    Data data = data(settings.data(), execution);
    return new Problem(
        data.training(),
        data.validation(),
        settings.training().regularization(),
        execution.intervals(),
        execution.workers(),
        settings.execution().fPointBytes());
  }

  private static Data data(DataSettings settings, Execution execution) {
    if (settings instanceof DataSettings.Peaks peaks) {
      return peaks(peaks);
    }
    DataSettings.Files files = (DataSettings.Files) settings;
    Examples training = read(files, files.trainingSet(), execution);
    Examples validation =
        files
            .validationSet()
            .map(pair -> read(files, pair, execution))
            .orElse(Examples.none(files.features()));
    return new Data(training, validation);
  }

  /**
   * The weights training starts from.
   *
   * @throws UserError if a file cannot be read or does not fit {@code network}
   */
  public static Weights start(StartWeights start, Network network, Configuration hadoop) {
    return start
        .file()
        .map(file -> weights(file, network, hadoop))
        .orElseGet(() -> start.random().draw(network));
  }

  /** Whether {@code file} is a model file by its name; otherwise it is a design text. */
  public static boolean isModel(String file) {
    return file.endsWith(MODEL_SUFFIX);
  }

  /**
   * The weights in a model file or a design text, for {@code network}.
   *
   * @throws UserError if the file cannot be read or holds another network
   */
  public static Weights weights(String file, Network network, Configuration hadoop) {
    if (!isModel(file)) {
      return DesignFile.read(hadoop, file, network);
    }
    Model model = ModelFile.read(hadoop, file);
    if (!model.network().equals(network)) {
      throw new UserError(
          file + ": holds the weights of " + model.network() + ", must be those of " + network);
    }
    return model.weights();
  }

  private static Data peaks(DataSettings.Peaks peaks) {
    try {
      Peaks.Draw draw = Peaks.draw(peaks.training(), peaks.validation(), peaks.seed());
      return new Data(draw.training(), draw.validation());
    } catch (IllegalArgumentException e) {
      throw new UserError("data.peaks: " + e.getMessage(), e);
    }
  }

  private static Examples read(
      DataSettings.Files files, DataSettings.FilePair pair, Execution execution) {
    return ExampleFiles.read(
        execution.context(),
        new ExampleSource(
            pair.features(), pair.labels(), files.features(), files.classes(), files.header()));
  }
}
