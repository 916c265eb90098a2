package org.layerparallel.spark.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command that prints a result; its subclasses have a constructor that takes the stream. */
abstract class ResultCommand implements Callable<Integer> {

  /** Where the result goes. */
  final PrintStream out;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  private boolean help;

  ResultCommand(PrintStream out) {
    this.out = out;
  }
}
