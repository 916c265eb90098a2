package org.layerparallel.spark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * A jar of one package of the tests, for processes of a cluster: other classes of the tests, and their logging, would
 * change what is tested.
 */
final class PackageJar {

  private PackageJar() {}

  /** Writes the package of {@code type} to {@code jar}. */
  static Path write(Class<?> type, Path jar) throws IOException {
    Path classes = Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.list(classes.resolve(type.getPackageName().replace('.', '/')))) {
      for (Path file : files.toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return jar;
  }
}
