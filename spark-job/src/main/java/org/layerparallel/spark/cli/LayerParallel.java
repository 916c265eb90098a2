package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import org.apache.hadoop.util.ShutdownHookManager;
import org.layerparallel.spark.error.RunFailure;
import org.layerparallel.spark.error.UserError;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** The application's commands. */
@Command(
    name = "layer-parallel",
    description =
        "Trains very deep residual networks layer-parallel, by multigrid and nested iteration, on Apache Spark.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      PredictCommand.class,
      EvaluateCommand.class,
      ConvergenceCommand.class,
      CompareCommand.class,
      GenerateCommand.class,
      SceneCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      ExperimentCommand.class,
      PlanCommand.class
    },
    footer = {"", "Exit codes: 0 success, 1 failure, 2 bad input, 3 training stopped by a failure of the numbers,",
      "130 stopped by Ctrl-C."})
public final class LayerParallel {

  /** Exit code of a training whose numbers failed. */
  static final int NUMBERS_FAILED = 3;

  /** Exit code after Ctrl-C: 128 and the number of its signal. */
  static final int INTERRUPTED = 130;

  private LayerParallel() {}

  /**
   * Runs a command.
   *
   * @param out for results
   * @param err for errors
   * @return the exit code
   */
  public static int run(String[] arguments, PrintStream out, PrintStream err) {
    CommandLine line = commands(out);
    line.setErr(new PrintWriter(err, true));
    line.setExecutionExceptionHandler((failure, command, result) -> explain(failure, err));
    line.setParameterExceptionHandler(
        (failure, given) -> {
          err.println("error: " + failure.getMessage());
          err.println("Try '" + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
          return ExitCode.USAGE;
        });
    if (arguments.length == 0) {
      line.usage(err);
      return ExitCode.USAGE;
    }
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError e) {
      LoggerFactory.getLogger(LayerParallel.class).debug("The command failed.", e);
      err.println(
          "error: the memory does not suffice (" + UserError.reason(e) + "); give more by"
              + " LAYER_PARALLEL_DRIVER_MEMORY (a cluster's driver) or LAYER_PARALLEL_JAVA_OPTS=-Xmx...");
      return ExitCode.SOFTWARE;
    }
  }

  /** The commands with their options, which print results to {@code out}. */
  static CommandLine commands(PrintStream out) {
    CommandLine line = new CommandLine(new LayerParallel(), new Printing(out));
    line.setOut(new PrintWriter(out, true));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    return line;
  }

  private static int explain(Exception failure, PrintStream err) {
    if (failure instanceof UserError) {
      failure.getMessage().lines().forEach(line -> err.println("error: " + line));
      return ExitCode.USAGE;
    }
    if (failure instanceof RunFailure) {
      err.println("error: " + failure.getMessage());
      return ExitCode.SOFTWARE;
    }
    if (ShutdownHookManager.get().isShutdownInProgress()) {
      // Spark has been stopped under the command; who interrupted it needs no stack trace.
      err.println("error: interrupted");
      return ExitCode.SOFTWARE;
    }
    if (failure instanceof IOException) {
      // A file system that fails says all there is to say; who called it helps nobody.
      LoggerFactory.getLogger(LayerParallel.class).debug("The command failed.", failure);
    } else {
      LoggerFactory.getLogger(LayerParallel.class).error("The command failed.", failure);
    }
    err.println("error: " + UserError.reason(failure));
    return ExitCode.SOFTWARE;
  }
}
