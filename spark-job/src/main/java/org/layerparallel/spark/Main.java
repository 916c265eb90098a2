package org.layerparallel.spark;

import org.layerparallel.spark.cli.LayerParallel;

/** Entry point of the application. */
public final class Main {

  private Main() {}

  /** Runs the command that {@code arguments} name; ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(LayerParallel.run(arguments, System.out, System.err));
  }
}
