package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.spark.fault.Fault;
import org.layerparallel.spark.fault.Fault.Victim;
import org.layerparallel.spark.fault.FaultFiles;
import org.layerparallel.spark.fault.FaultPlugin;
import org.layerparallel.spark.fault.FaultSerializer;

/** Processes of a real cluster are killed at chosen moments of a training, which must not show in what was trained. */
@EnabledOnOs(OS.LINUX)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExecutorLossIT {

  private static final Path APPLICATION = Path.of(System.getProperty("application.jar"));

  private static final String MODEL = "model.safetensors";

  private static final int WORKERS = 3;

  /** The executor, and in which job. */
  private static final Pattern NOTE = Pattern.compile("executor (\\d+), (?:after )?(.*?)(?:; interval \\d+)?");

  /** Some 250 supersteps; the first step is so long that most line searches try several. */
  private static final String[] SETTINGS = {
    "network.layers=8",
    "multigrid.coarsening=[2]",
    "nested.iterations=[22,14]",
    "optimizer.step.initial=8",
    "optimizer.step.reduction=0.25",
    "execution.intervals=4"
  };

  private static final Fault MID_SWEEP = new Fault(
      "mid-sweep", Victim.EXECUTOR, 1, "level 0, iteration 3 of .*cycle 2, F-relaxation .*; interval 3");

  private static final Fault REFINEMENT =
      new Fault("refinement", Victim.EXECUTOR, 1, "level 1 .*: refinement; interval 1");

  private static final List<Fault> ALL = List.of(
      MID_SWEEP,
      new Fault("idle", Victim.IDLE_EXECUTOR, 1, "level 0, iteration 6 of .*cycle 1, F-relaxation.*"),
      new Fault("trial", Victim.EXECUTOR, 1, "level 0, iteration ([89]|1.) of .*, trial 2: cycle 1.*"),
      REFINEMENT,
      new Fault("two", Victim.EXECUTOR, 2, "level 1, iteration 4 of .*: gradient.*"),
      new Fault("worker", Victim.WORKER, 1, "level 1, iteration 9 of .*: gradient.*"));

  @TempDir private static Path directory;

  private static Path plugin;

  private static Path undisturbed;

  private static SparkHome home;

  private static StandaloneCluster cluster;

  @BeforeAll
  static void trainUndisturbed() throws IOException, InterruptedException {
    plugin = PackageJar.write(FaultPlugin.class, directory.resolve("faults.jar"));
    undisturbed = directory.resolve("undisturbed");
    try (Forked training = new Forked(directory, training(undisturbed, "local[1]"))) {
      home = SparkHome.of(Files.createDirectory(directory.resolve("spark")), List.of());
      cluster = new StandaloneCluster(home, WORKERS);
      Command alone = training.result();
      assertEquals(0, alone.code(), alone.err());
    }
  }

  @AfterAll
  static void stopCluster() throws IOException {
    cluster.close();
    home.close();
  }

  @Test
  @Order(1)
  void withoutFilesTheLossOfAllIsToldInOneLine() throws IOException, InterruptedException {
    Fault all = new Fault("all", Victim.EXECUTOR, 2, "level 0, iteration 3 of .*: gradient.*");
    Command run = train(2, List.of(all), List.of()).command();
    assertEquals(1, run.code(), run.err());
    List<String> errors = run.err().lines().filter(line -> line.startsWith("error: ")).toList();
    assertEquals(1, errors.size(), run.err());
    assertTrue(
        errors.get(0).matches("error: superstep \\d+ failed: all executors .* set checkpoint.dir .*"),
        errors.get(0));
    assertFalse(run.err().contains("The command failed."), run.err());
  }

  @Test
  @Order(2)
  void withoutFilesOneExecutorAtATimeMayBeLostAndMemoryMayBeShort() throws IOException, InterruptedException {
    // A storage region of 1.3 MB, of which Spark wants 1 MB before it stores the first byte of a block.
    Training run = train(3, List.of(MID_SWEEP, REFINEMENT), List.of("spark.memory.fraction=0.006"));
    run.assertUndisturbed();
    assertTrue(cluster.executorLogs().stream().anyMatch(log -> log.contains("Dropping block rdd_")), "nothing evicted");
    List<String> warnings =
        run.command().err().lines().filter(line -> line.contains("WARN StorageWatch: ")).toList();
    assertEquals(1, warnings.size(), () -> "warnings: " + warnings);
    assertTrue(warnings.get(0).contains("raise spark.executor.memory or spark.memory.fraction"), warnings.get(0));
    assertEquals(1, run.command().err().lines().filter(line -> line.contains("No checkpoint directory (checkpoint.dir): ")).count());
  }

  /** One column of all examples rounds as the driver does. */
  @Test
  @Order(3)
  void withColumnsNoLossShows() throws IOException, InterruptedException {
    String shorter = "nested.iterations=[6,4]";
    Path alone = directory.resolve("alone");
    try (Forked training = new Forked(directory, training(alone, "local[1]", shorter))) {
      Command command = training.result();
      assertEquals(0, command.code(), command.err());
    }
    Path checkpoints = directory.resolve("columns");
    Fault coarse =
        new Fault("coarse", Victim.EXECUTOR, 1, "level 0, iteration 5 of .*: coarse levels and ends; interval 0");
    train(
            2,
            List.of(MID_SWEEP, coarse, REFINEMENT),
            List.of(),
            shorter,
            "execution.columns=1",
            "checkpoint.dir=" + checkpoints.toUri())
        .assertSame(alone);
    assertFalse(Files.exists(checkpoints), "checkpoints are left");
  }

  /** The last, for it leaves a worker less. */
  @Test
  @Order(4)
  void withCheckpointsInFilesNoLossShows() throws IOException, InterruptedException {
    Path checkpoints = directory.resolve("checkpoints");
    Training run = train(2, ALL, List.of(), "checkpoint.dir=" + checkpoints.toUri());
    run.assertUndisturbed();
    assertFalse(run.command().err().contains("checkpoint.dir"), run.command().err());
    assertFalse(Files.exists(checkpoints), "checkpoints are left");
  }

  /**
   * A training that was disturbed.
   *
   * @param faults what was to happen
   * @param files what happened
   */
  private record Training(Command command, Path output, List<Fault> faults, FaultFiles files) {

    /** All faults happened, each when it should, and it is trained what is trained without them. */
    void assertUndisturbed() throws IOException {
      assertSame(undisturbed);
    }

    /** The same where that is in {@code expected}. */
    void assertSame(Path expected) throws IOException {
      assertEquals(0, command.code(), command.err());
      Command.assertSameFile(expected.resolve(MODEL), output.resolve(MODEL));
      List<String> told = files.told();
      for (Fault fault : faults) {
        List<String> happened = files.happened(fault);
        assertEquals(fault.count(), happened.size(), () -> fault.name() + ": " + happened);
        for (String note : happened) {
          Matcher place = NOTE.matcher(note);
          assertTrue(place.matches(), note);
          assertTrue(told.contains("removed executor " + place.group(1)), () -> note + ": " + told);
          boolean working = fault.victim() != Victim.IDLE_EXECUTOR;
          assertTrue(!working || told.contains("lost in " + place.group(2)), () -> note + ": " + told);
        }
      }
    }
  }

  /** Trains on the cluster with {@code executors} executors, {@code faults}, and settings of Spark and of our own. */
  private static Training train(int executors, List<Fault> faults, List<String> sparks, String... settings)
      throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory(directory, "run");
    FaultFiles files = new FaultFiles(scratch);
    files.plan(faults);
    List<String> options = new ArrayList<>(List.of("--total-executor-cores", "" + executors));
    options.addAll(List.of("--driver-class-path", plugin.toString()));
    List<String> all = new ArrayList<>(sparks);
    all.addAll(List.of(
        "spark.executor.extraClassPath=" + plugin,
        "spark.plugins=" + FaultPlugin.class.getName(),
        "spark.serializer=" + FaultSerializer.class.getName(),
        FaultPlugin.DIRECTORY + "=" + scratch,
        // An executor that takes the place of a lost one otherwise gets nothing to do where tasks are short.
        "spark.locality.wait=0"));
    for (String setting : all) {
      options.addAll(List.of("--conf", setting));
    }
    Path output = scratch.resolve("output");
    List<String> application = new ArrayList<>(List.of(APPLICATION.toString()));
    application.addAll(List.of(training(output, null, settings)));
    return new Training(cluster.submit(options, application), output, faults, files);
  }

  /** A training's command line, for a master or for spark-submit's. */
  private static String[] training(Path output, String master, String... more) {
    String[] settings = Stream.concat(Stream.of(SETTINGS), Stream.of(more)).toArray(String[]::new);
    List<String> command = new ArrayList<>(List.of(Command.small("train", output, settings)));
    int at = command.indexOf("--master");
    command.subList(at, at + 2).clear();
    if (master != null) {
      command.addAll(List.of("--master", master));
    }
    return command.toArray(String[]::new);
  }
}
