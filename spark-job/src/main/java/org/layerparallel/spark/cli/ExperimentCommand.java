package org.layerparallel.spark.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Experiments, each a command. */
@Command(
    name = "experiment",
    description = "Runs an experiment and reports on it; called again, it goes on where it was.",
    synopsisSubcommandLabel = "EXPERIMENT",
    subcommands = {
      PeaksStatisticsCommand.class,
      PeaksWorkUnitsCommand.class,
      IndianPinesCommand.class,
      InitializationCommand.class,
      StochasticCommand.class,
      PerceptronCommand.class,
      ScalingCommand.class
    })
final class ExperimentCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  private boolean help;

  @Override
  public void run() {
    throw new ParameterException(new CommandLine(spec), "an experiment is missing");
  }
}
