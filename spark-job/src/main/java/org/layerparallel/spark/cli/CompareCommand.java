package org.layerparallel.spark.cli;

import java.io.PrintStream;
import java.util.List;
import org.layerparallel.spark.io.HadoopSettings;
import org.layerparallel.spark.report.ComparisonTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Runs side by side. */
@Command(
    name = "compare",
    description =
        "Prints what runs took, as tables in Markdown: time of an iteration on each level and of the run, memory,"
            + " accuracy; on Spark, jobs and bytes.")
final class CompareCommand extends ResultCommand {

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Output directories of trainings on the same numbers of layers; speed-ups are over the first.")
  private List<String> directories;

  CompareCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() {
    out.print(ComparisonTable.of(HadoopSettings.read(), directories));
    return ExitCode.OK;
  }
}
