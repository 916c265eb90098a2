package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.layerparallel.spark.experiment.IndianPines;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** The paper's second problem. */
@Command(
    name = "indian-pines",
    description =
        "Trains the Indian Pines scene nested, with schedules 200/100/50 and 200/200/200, and non-nested, after a search"
            + " for the hyperparameters of each, and shows accuracy over work units. Without --config:"
            + " data/indian-pines.conf.")
final class IndianPinesCommand extends ResultCommand {

  private static final String CONFIG = "data/indian-pines.conf";

  @Mixin private ExperimentOptions options = new ExperimentOptions();

  IndianPinesCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() throws IOException {
    IndianPines experiment = new IndianPines();
    experiment.run(options.request(experiment, Optional.of(CONFIG)), out);
    return ExitCode.OK;
  }
}
