package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The Pythons of this machine: the first on the path need not be the one that a distribution's packages are for. */
final class Python {

  private Python() {}

  /**
   * A {@code python3} that has {@code modules}. Without one it skips the test, or fails it where CI=true.
   *
   * @return its path
   */
  static String with(Path scratch, String... modules) throws IOException, InterruptedException {
    Optional<String> found = Optional.empty();
    for (Path python : all()) {
      ProcessBuilder line = new ProcessBuilder(python.toString(), "-c", "import " + String.join(", ", modules));
      try (ChildProcess process = new ChildProcess(line, scratch)) {
        if (process.result().code() == 0) {
          found = Optional.of(python.toString());
          break;
        }
      }
    }
    String missing = "no python3 has the modules " + String.join(", ", modules);
    boolean demanded = "true".equals(System.getenv("CI"));
    assertFalse(found.isEmpty() && demanded, missing + ", which has to be there where CI=true");
    assumeTrue(found.isPresent(), missing);
    return found.get();
  }

  private static Iterable<Path> all() {
    return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/bin"))
            .map(directory -> Path.of(directory, "python3"))
            .filter(Files::isExecutable)
            .distinct()
        ::iterator;
  }
}
