package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.layerparallel.spark.io.AtomicFiles;
import org.layerparallel.spark.job.Execution;
import org.layerparallel.spark.prediction.Evaluation;
import org.layerparallel.spark.report.EvaluationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How well a model does on labelled examples. */
@Command(
    name = "evaluate",
    description =
        "Prints accuracy, cross-entropy, precision, recall and F1 of each class, and the confusion matrix of a model on"
            + " labelled examples.")
final class EvaluateCommand extends ResultCommand {

  @Mixin private InputOptions input = new InputOptions();

  @Option(names = "--json", paramLabel = "FILE", description = "Write all of it as JSON, too.")
  private Optional<String> json = Optional.empty();

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write accuracy and confusions of each class as CSV, too, as a training does.")
  private Optional<String> csv = Optional.empty();

  EvaluateCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() throws IOException {
    try (Execution execution = new Execution(input.execution())) {
      EvaluationReport report = Evaluation.run(input.input(List.of()), execution);
      json.ifPresent(file -> AtomicFiles.write(execution.hadoop(), file, report::writeJson));
      csv.ifPresent(file -> AtomicFiles.write(execution.hadoop(), file, report::writeCsv));
      out.print(report.text());
    }
    return ExitCode.OK;
  }
}
