package org.layerparallel.spark.experiment;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** An experiment, which one command trains and reports on. */
public interface Experiment {

  /** Its name on the command line. */
  String name();

  /** Settings that are its own defaults, {@code key=value} each. */
  default List<String> defaults() {
    return List.of();
  }

  /**
   * Trains what is not trained yet, writes raw data, pictures and a report to the output directory, and prints the
   * result.
   *
   * @throws IOException if something cannot be written
   */
  void run(Request request, PrintStream out) throws IOException;
}
