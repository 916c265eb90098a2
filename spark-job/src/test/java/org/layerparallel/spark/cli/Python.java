package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** The Python of this machine. */
final class Python {

  private Python() {}

  /** Skips the test, or fails it where CI=true, if there is no Python with {@code module}. */
  static void requireModule(String module, Path scratch) throws InterruptedException {
    boolean there;
    ProcessBuilder line = new ProcessBuilder("python3", "-c", "import " + module);
    try (ChildProcess python = new ChildProcess(line, scratch)) {
      there = python.result().code() == 0;
    } catch (IOException e) {
      there = false;
    }
    String missing = "no python3 with the module " + module + " on the PATH";
    assertFalse(!there && "true".equals(System.getenv("CI")), missing + ", which has to be there where CI=true");
    assumeTrue(there, missing);
  }
}
