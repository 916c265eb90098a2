package org.layerparallel.spark.cli;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.layerparallel.hadoop.MiniHadoop;

/** HDFS and YARN in a process of their own, which has Hadoop's servers on its class path. */
final class HadoopCluster implements AutoCloseable {

  private final Path directory;
  private final ChildProcess process;

  /** Starts it; when this returns it takes files and applications. */
  HadoopCluster(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    ProcessBuilder builder = new ProcessBuilder(line(directory)).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(HADOOP|YARN)_.*|_?JAVA_OPTIONS"));
    // Containers inherit it.
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    process = new ChildProcess(builder, directory);
    try {
      process.awaitComplaint("The cluster is ready.");
    } catch (Throwable e) {
      process.close();
      throw e;
    }
  }

  /** The directory that {@code HADOOP_CONF_DIR} names. */
  Path configuration() {
    return directory.resolve("conf");
  }

  /** The file system, for its superuser. */
  FileSystem files() throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.addResource(new org.apache.hadoop.fs.Path(configuration().resolve("core-site.xml").toUri()));
    return FileSystem.newInstance(hadoop);
  }

  /** What all containers so far wrote to their files {@code name}, {@code stdout} or {@code stderr}. */
  List<String> containerLogs(String name) throws IOException {
    return Command.texts(
        directory.resolve("target"),
        file -> file.endsWith(name) && file.getParent().getFileName().toString().startsWith("container_"));
  }

  /** Ends it without notice. */
  @Override
  public void close() throws IOException {
    process.close();
  }

  private static List<String> line(Path directory) throws IOException {
    String own;
    try {
      own = Path.of(MiniHadoop.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    String others = Files.readString(Path.of(System.getProperty("hadoop.class.path.file"))).strip();
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:TieredStopAtLevel=1",
        // Its resource manager makes classes at run time.
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "-cp",
        own + File.pathSeparator + others,
        MiniHadoop.class.getName(),
        directory.toString());
  }
}
