package org.layerparallel.spark;

import org.layerparallel.spark.cli.LayerParallel;

/** Entry point of the application. */
public final class Main {

  private Main() {}

  /** Runs the command that {@code arguments} name; the process ends with its exit code. */
  public static void main(String[] arguments) {
    int code = LayerParallel.run(arguments, System.out, System.err);
    // Where YARN runs the driver, a process that exits has failed, whatever its code.
    if (code != 0) {
      System.exit(code);
    }
  }
}
