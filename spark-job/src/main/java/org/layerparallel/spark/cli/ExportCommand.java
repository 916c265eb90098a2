package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import org.layerparallel.spark.job.Execution;
import org.layerparallel.spark.job.Models;
import org.layerparallel.spark.ml.ModelExport;
import org.layerparallel.spark.model.DesignFile;
import org.layerparallel.spark.model.Model;
import org.layerparallel.spark.model.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A model in another form. */
@Command(
    name = "export",
    description = "Writes a model for other programs: as plain text, as a model file, or for spark.ml.")
final class ExportCommand extends ResultCommand {

  /** What is written. */
  enum Form {
    /** One number a line. */
    TEXT,
    /** The model file. */
    SAFETENSORS,
    /** What {@code LayerParallelModel.load} reads. */
    SPARK_ML;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "Model file (.safetensors), output directory of a training, or a model saved by spark.ml.")
  private String model;

  @Parameters(index = "1", paramLabel = "OUTPUT", description = "File, or for spark.ml directory, to write.")
  private String output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "text, one number a line; safetensors, a model file; or spark-ml, a directory that LayerParallelModel.load"
              + " reads. Default safetensors where OUTPUT ends with .safetensors, otherwise text.")
  private Optional<Form> form = Optional.empty();

  @Mixin private SettingsOptions settings = new SettingsOptions();

  ExportCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() throws IOException {
    try (Execution execution = new Execution(settings.read().execution())) {
      Model read = Models.read(model, execution);
      switch (form.orElse(output.endsWith(".safetensors") ? Form.SAFETENSORS : Form.TEXT)) {
        case TEXT -> DesignFile.write(execution.hadoop(), output, read.weights());
        case SAFETENSORS -> ModelFile.write(execution.hadoop(), output, read.network(), read.weights());
        case SPARK_ML -> ModelExport.save(read, output, execution);
      }
      out.println(output + ": " + read.network().weightCount() + " weights of " + read.network());
    }
    return ExitCode.OK;
  }
}
