package org.layerparallel.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The one jar for spark-submit, and the jars it is made of or meets on a cluster. */
public final class ApplicationJar {

  /** Where the build has put it. */
  public static final Path PATH = Path.of(System.getProperty("application.jar"));

  private static final String RELOCATED = "org/layerparallel/relocated/";

  private ApplicationJar() {}

  /** Names of all files in {@code jar}. */
  static Set<String> files(Path jar) throws IOException {
    try (JarFile opened = new JarFile(jar.toFile())) {
      Set<String> names = new TreeSet<>();
      opened.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).forEach(names::add);
      return names;
    }
  }

  /** The name that a file of the application's jar had in the library it comes from. */
  static String original(String name) {
    return name.startsWith(RELOCATED) ? name.substring(RELOCATED.length()) : name;
  }

  /** Jars of the class path that the build wrote to the file which the system property {@code property} names. */
  public static Stream<Path> classPath(String property) throws IOException {
    String[] entries =
        Files.readString(Path.of(System.getProperty(property))).strip().split(File.pathSeparator);
    return Stream.of(entries).map(Path::of);
  }
}
