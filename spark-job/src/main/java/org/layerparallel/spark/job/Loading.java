package org.layerparallel.spark.job;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.interval.IntervalsFactory;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.config.DataSettings;
import org.layerparallel.spark.config.DataShape;
import org.layerparallel.spark.config.StartWeights;
import org.layerparallel.spark.config.TrainingPlan;
import org.layerparallel.spark.data.ExampleFiles;
import org.layerparallel.spark.data.ExampleSource;
import org.layerparallel.spark.data.Peaks;
import org.layerparallel.spark.data.PixelDraw;
import org.layerparallel.spark.data.Scene;
import org.layerparallel.spark.data.SceneReader;
import org.layerparallel.spark.data.Standardization;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.model.DesignFile;
import org.layerparallel.spark.model.Model;
import org.layerparallel.train.Problem;
import org.layerparallel.train.TrainingSettings;

/** Finds what the settings speak of: examples and weights. */
public final class Loading {


  private Loading() {}

  /**
   * The examples.
   *
   * @throws UserError if they cannot be had
   */
  public static LoadedData data(DataSettings settings, Execution execution) {
    if (settings instanceof DataSettings.Peaks peaks) {
      return peaks(peaks);
    }
    if (settings instanceof DataSettings.Files files) {
      return files(files, execution);
    }
    return scene((DataSettings.Scene) settings, execution.hadoop());
  }

  /**
   * Features and classes of the examples; of a scene they are read for it.
   *
   * @throws UserError if a scene cannot be read
   */
  public static DataShape shape(DataSettings settings, Configuration hadoop) {
    return settings.shape().orElseGet(() -> shape(read((DataSettings.Scene) settings, hadoop)));
  }

  /**
   * The training settings, completed with what the data decide.
   *
   * @throws UserError if the network does not take the features, or its weights not the memory
   */
  public static TrainingSettings training(TrainingPlan plan, DataShape data) {
    plan.architecture()
        .widthProblem(data)
        .ifPresent(
            problem -> {
              throw new UserError("network.width = " + plan.architecture().width() + ": " + problem);
            });
    TrainingSettings settings = plan.on(data);
    DriverMemory.requireWeights(settings.networkAt(settings.levels().size() - 1));
    return settings;
  }

  /**
   * {@code network}, checked.
   *
   * @throws UserError if its weights do not fit the memory
   */
  public static Network fitting(Network network) {
    DriverMemory.requireWeights(network);
    return network;
  }

  /**
   * What is to be learned, and where.
   *
   * @throws UserError if Spark does not start
   */
  static Problem problem(LoadedData data, TrainingPlan plan, Execution execution) {
    return problem(data, plan, execution, execution.intervals());
  }

  /** The same in intervals of {@code factory}. */
  static Problem problem(
      LoadedData data, TrainingPlan plan, Execution execution, IntervalsFactory factory) {
    return new Problem(
        data.training(),
        data.validation(),
        plan.regularization(),
        factory,
        execution.workers(),
        execution.fPointBytes(plan.architecture().width()),
        execution.exampleBlocks(),
        execution.columns());
  }

  /**
   * The weights training starts from.
   *
   * @throws UserError if a file cannot be read or does not fit {@code network}
   */
  public static Weights start(StartWeights start, Network network, Execution execution) {
    return start
        .file()
        .map(file -> weights(file, network, execution))
        .orElseGet(() -> start.random().draw(network));
  }

  private static Weights weights(String file, Network network, Execution execution) {
    if (!Models.isModel(execution.hadoop(), file)) {
      return DesignFile.read(execution.hadoop(), file, network);
    }
    Model model = Models.read(file, execution);
    if (!model.network().equals(network)) {
      throw new UserError(
          file + ": holds the weights of " + model.network() + ", must be those of " + network);
    }
    return model.weights();
  }

  private static LoadedData peaks(DataSettings.Peaks peaks) {
    try {
      Peaks.Draw draw = Peaks.draw(peaks.training(), peaks.validation(), peaks.seed(), peaks.grid());
      return new LoadedData(draw.training(), draw.validation(), peaks.shape().orElseThrow(), Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new UserError("data.peaks: " + e.getMessage(), e);
    }
  }

  private static LoadedData files(DataSettings.Files files, Execution execution) {
    Examples training = read(files, files.trainingSet(), execution);
    Examples validation =
        files
            .validationSet()
            .map(pair -> read(files, pair, execution))
            .orElse(Examples.none(files.features()));
    return new LoadedData(training, validation, files.shape().orElseThrow(), Optional.empty());
  }

  private static Examples read(
      DataSettings.Files files, DataSettings.FilePair pair, Execution execution) {
    return ExampleFiles.read(
        execution.context(),
        new ExampleSource(
            pair.features(),
            pair.labels(),
            files.features(),
            files.classes(),
            files.layout(),
            Optional.empty()));
  }

  private static LoadedData scene(DataSettings.Scene settings, Configuration hadoop) {
    Scene scene = read(settings, hadoop);
    try {
      PixelDraw draw =
          PixelDraw.draw(
              scene, settings.training(), settings.validation(), settings.sampling(), settings.seed());
      Standardization standardization = Standardization.fit(scene, draw.training());
      return new LoadedData(
          standardization.examples(scene, draw.training()),
          standardization.examples(scene, draw.validation()),
          shape(scene),
          Optional.of(new LoadedScene(scene, draw, standardization)));
    } catch (IllegalArgumentException e) {
      throw new UserError("data.scene: " + e.getMessage(), e);
    }
  }

  private static Scene read(DataSettings.Scene settings, Configuration hadoop) {
    Scene scene = SceneReader.read(hadoop, settings.files());
    int names = settings.classNames().size();
    if (names != 0 && names != scene.classes()) {
      throw new UserError(
          "data.scene.class-names: " + names + " names for the " + scene.classes() + " classes of "
              + settings.files().groundTruth() + ", must be one each or none");
    }
    return scene;
  }

  private static DataShape shape(Scene scene) {
    return new DataShape(scene.bands(), scene.classes());
  }
}
