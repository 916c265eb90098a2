package org.layerparallel.spark.cli;

import java.io.PrintStream;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.spark.data.ExampleWriter;
import org.layerparallel.spark.data.Peaks;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.HadoopSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Writes the peaks problem to files. */
@Command(
    name = "generate",
    description = "Draws the peaks problem and writes it as CSV: x, y, class counted from 0.")
final class GenerateCommand extends ResultCommand {

  @Option(
      names = "--training",
      paramLabel = "N",
      description = "Training points, a multiple of 5. Default: ${DEFAULT-VALUE}.")
  private int training = 5000;

  @Option(
      names = "--validation",
      paramLabel = "N",
      description = "Validation points, a multiple of 5. Default: ${DEFAULT-VALUE}.")
  private int validation = 1000;

  @Option(names = "--seed", description = "Seed of the draw. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PREFIX",
      required = true,
      description = "The files are PREFIX-training.csv and PREFIX-validation.csv, local or on any Hadoop file system.")
  private String prefix;

  GenerateCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() {
    Peaks.Draw draw;
    try {
      draw = Peaks.draw(training, validation, seed);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage(), e);
    }
    Configuration hadoop = HadoopSettings.read();
    String trainingFile = prefix + "-training.csv";
    String validationFile = prefix + "-validation.csv";
    ExampleWriter.write(hadoop, trainingFile, draw.training());
    out.println(trainingFile);
    if (validation > 0) {
      ExampleWriter.write(hadoop, validationFile, draw.validation());
      out.println(validationFile);
    }
    return ExitCode.OK;
  }
}
