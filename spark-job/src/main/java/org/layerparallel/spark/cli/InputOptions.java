package org.layerparallel.spark.cli;

import java.util.List;
import java.util.Optional;
import org.layerparallel.spark.config.ExecutionSettings;
import org.layerparallel.spark.data.FileFormat;
import org.layerparallel.spark.data.FileLayout;
import org.layerparallel.spark.prediction.Input;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A model, the examples it is to predict, and where. */
final class InputOptions {

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "Model file (.safetensors), output directory of a training, or a model saved by spark.ml.")
  private String model;

  @Parameters(
      index = "1",
      paramLabel = "INPUT",
      description = "File, directory or pattern of the examples, local or on any Hadoop file system.")
  private String examples;

  @Option(
      names = "--input-format",
      paramLabel = "FORMAT",
      description =
          "text, csv, libsvm or parquet; default what the name's ending tells, and for other endings csv if columns are"
              + " named, otherwise text.")
  private FileFormat format = FileFormat.AUTO;

  @Option(
      names = "--header",
      description = "Skip the first line of each file of text; that of csv always names the columns.")
  private boolean header;

  @Option(
      names = "--features",
      split = ",",
      paramLabel = "COLUMN",
      description =
          "Columns of csv or parquet with the features, in the network's order; default all but label and kept ones.")
  private List<String> features = List.of();

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "Column of csv or parquet with the class, from 0; default label.")
  private Optional<String> label = Optional.empty();

  @Option(
      names = "--standardization",
      paramLabel = "FILE",
      description = "Standardize the features first, by the standardization.csv that the training on a scene left.")
  private Optional<String> standardization = Optional.empty();

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark's master, short for --set execution.master=URL; default local[*] outside spark-submit.")
  private Optional<String> master = Optional.empty();

  @Mixin private SettingsOptions settings = new SettingsOptions();

  /** What is predicted, with some columns of it handed on. */
  Input input(List<String> kept) {
    return new Input(model, examples, new FileLayout(format, header, features, label, kept), standardization);
  }

  /** Where; of the settings only those of the execution matter. */
  ExecutionSettings execution() {
    return settings.read(master.map(url -> List.of("execution.master=" + url)).orElse(List.of())).execution();
  }
}
