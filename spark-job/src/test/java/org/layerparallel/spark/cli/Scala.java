package org.layerparallel.spark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Scala compiler of the version that Spark has, in a process of its own. */
final class Scala {

  /** Of the tests, and so of what they compile. */
  static final String CLASS_PATH = System.getProperty("java.class.path");

  private Scala() {}

  /** Begins to compile {@code sources}, where warnings are errors; class files go to the directory {@code classes}. */
  static ChildProcess compile(Path scratch, Path classes, Path... sources) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> line = new ArrayList<>(List.of(java, "-Xmx512m", "-cp", CLASS_PATH, "scala.tools.nsc.Main"));
    line.addAll(List.of("-Xfatal-warnings", "-deprecation", "-cp", CLASS_PATH, "-d", classes.toString()));
    Stream.of(sources).map(Path::toString).forEach(line::add);
    return new ChildProcess(new ProcessBuilder(line), scratch);
  }
}
