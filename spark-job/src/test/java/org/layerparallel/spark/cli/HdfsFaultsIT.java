package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a run says, and leaves, when the HDFS that takes its output does not: one line, and nothing. */
@EnabledOnOs(OS.LINUX)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HdfsFaultsIT {

  private static final int BLOCK_BYTES = 65_536;

  private static final List<String> OPTIONS =
      List.of(
          "-Dspark.hadoop.dfs.blocksize=" + BLOCK_BYTES,
          "-Dspark.hadoop.dfs.replication=1",
          // Hadoop's client would keep a connection for ten seconds, and learn of its end by a call that fails on it.
          "-Dspark.hadoop.ipc.client.connection.maxidletime=100",
          "-DHADOOP_USER_NAME=somebody");

  @TempDir private static java.nio.file.Path directory;

  private static HadoopCluster hadoop;
  private static DistributedFileSystem hdfs;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    hadoop = new HadoopCluster(directory);
    hdfs = (DistributedFileSystem) hadoop.files();
  }

  @AfterAll
  static void stop() throws IOException {
    if (hdfs != null) {
      hdfs.close();
    }
    if (hadoop != null) {
      hadoop.close();
    }
  }

  @Test
  @Order(1)
  void aDirectoryOfOthersIsBadInput() throws IOException, InterruptedException {
    Path others = place("/others", "755", "root");
    Command command = train(others);
    assertOneLine(
        "error: output\\.dir = \\Q" + others + "/run\\E: cannot be written:"
            + " Permission denied: user=somebody, access=WRITE, .*",
        command.err());
    assertEquals(2, command.code());
    assertEquals(List.of(), names(others));
  }

  /** The name node takes a block for full until it is closed. */
  @Test
  @Order(1)
  void aQuotaOfLessThanABlockIsBadInput() throws IOException, InterruptedException {
    Path full = place("/full", "755", "somebody");
    hdfs.setQuota(full, HdfsConstants.QUOTA_DONT_SET, BLOCK_BYTES - 1);
    Command command = train(full);
    assertOneLine(
        "error: output\\.dir = \\Q" + full + "/run\\E: cannot be written: The DiskSpace quota of /full is exceeded: .*",
        command.err());
    assertEquals(2, command.code());
    assertEquals(List.of(), names(full));
  }

  /** Enough for the model, not for the report. */
  @Test
  @Order(1)
  void aDiskThatFillsWhileFilesAreWrittenKeepsNone() throws IOException, InterruptedException {
    Path small = place("/small", "755", "somebody");
    hdfs.setQuota(small, HdfsConstants.QUOTA_DONT_SET, 4 * BLOCK_BYTES);
    Command command = train(small);
    assertOneLine(
        "error: cannot write report\\.html for \\Q" + small + "/run\\E: The DiskSpace quota of /small is exceeded: .*",
        command.err());
    assertEquals(1, command.code());
    assertEquals(List.of(), names(small));
  }

  @Test
  @Order(1)
  void aFileThatDoesNotFitKeepsTheOneThatWasThere() throws IOException, InterruptedException {
    Path file = new Path(place("/data", "755", "somebody"), "peaks-training.csv");
    generate(file, 100);
    long length = hdfs.getFileStatus(file).getLen();
    hdfs.setQuota(file.getParent(), HdfsConstants.QUOTA_DONT_SET, 2 * BLOCK_BYTES);
    Command command = generate(file, 5000);
    assertOneLine(
        "error: \\Q" + file + "\\E: cannot be written \\(The DiskSpace quota of /data is exceeded: .*",
        command.err());
    assertEquals(2, command.code());
    assertEquals(List.of(file.getName()), names(file.getParent()));
    assertEquals(length, hdfs.getFileStatus(file).getLen());
  }

  @Test
  @Order(2)
  void aFileSystemThatGoesAwayIsOneLine() throws IOException, InterruptedException {
    Path gone = place("/gone", "755", "somebody");
    String[] line =
        arguments(gone, "nested.iterations=[40,40]", "optimizer.step.on-failure=accept", "progress.kind=lines");
    try (Forked forked = new Forked(OPTIONS, directory, line)) {
      forked.awaitComplaint("iteration 2/");
      assertTrue(names(gone).get(0).startsWith(".run.incomplete-"), () -> "none of the run's files");
      hadoop.close();
      hadoop = null;
      Command command = forked.result();
      String progress = "\\[[0-9:]+\\] level .*\n";
      String errors = command.err().replaceAll(progress, "");
      assertOneLine(
          "error: cannot write model\\.safetensors for \\Q" + gone + "/run\\E: .*Connection refused.*",
          errors);
      assertEquals(1, command.code());
    }
  }

  private static Command train(Path parent) throws IOException, InterruptedException {
    // Spark has no part in it.
    String[] line = arguments(parent, "execution.kind=in-process");
    try (Forked forked = new Forked(OPTIONS, directory, line)) {
      return forked.result();
    }
  }

  private static Command generate(Path training, int points)
      throws IOException, InterruptedException {
    String prefix = training.toString().replace("-training.csv", "");
    String[] line =
        {"generate", "--training", "" + points, "--validation", "0", "--output", prefix};
    try (Forked forked = new Forked(OPTIONS, directory, line)) {
      return forked.result();
    }
  }

  private static String[] arguments(Path parent, String... settings) {
    List<String> line = new ArrayList<>(Arrays.asList(Command.small("train", directory, settings)));
    line.set(line.indexOf("--output") + 1, parent + "/run");
    return line.toArray(String[]::new);
  }

  private static Path place(String name, String permission, String owner) throws IOException {
    Path place = new Path(hdfs.getUri() + name);
    hdfs.mkdirs(place, new FsPermission(permission));
    hdfs.setOwner(place, owner, owner);
    return place;
  }

  private static List<String> names(Path parent) throws IOException {
    return Arrays.stream(hdfs.listStatus(parent)).map(FileStatus::getPath).map(Path::getName).toList();
  }

  private static void assertOneLine(String expected, String actual) {
    assertTrue(Pattern.matches(expected + "\n", actual), "must match " + expected + ", is " + actual);
  }
}
