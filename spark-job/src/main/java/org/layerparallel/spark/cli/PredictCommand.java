package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.layerparallel.spark.job.Execution;
import org.layerparallel.spark.prediction.OutputFormat;
import org.layerparallel.spark.prediction.PredictionJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Predictions for files of any size. */
@Command(
    name = "predict",
    description =
        "Writes the class and the probability of each class that a model predicts of examples, in their order.")
final class PredictCommand extends ResultCommand {

  @Mixin private InputOptions input = new InputOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUTPUT",
      required = true,
      description = "File (csv) or directory (parquet) to write, local or on any Hadoop file system.")
  private String output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv or parquet; default what the ending of OUTPUT tells.")
  private Optional<OutputFormat> format = Optional.empty();

  @Option(
      names = "--keep",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns of csv or parquet to hand on, such as an id or the label; of libsvm label.")
  private List<String> keep = List.of();

  @Option(names = "--overwrite", description = "Replace earlier predictions.")
  private boolean overwrite;

  PredictCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() throws IOException {
    OutputFormat written = format.orElseGet(() -> OutputFormat.of(output));
    PredictionJob job = new PredictionJob(input.input(keep), output, written, overwrite);
    try (Execution execution = new Execution(input.execution())) {
      long count = job.run(execution);
      out.println(output + ": " + count + " predictions");
    }
    return ExitCode.OK;
  }
}
