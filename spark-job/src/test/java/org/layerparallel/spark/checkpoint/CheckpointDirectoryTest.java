package org.layerparallel.spark.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layerparallel.interval.InProcess;
import org.layerparallel.interval.Intervals;
import org.layerparallel.interval.IntervalsFactory;
import org.layerparallel.linalg.Workers;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.LocalSpark;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.config.SettingsReader;
import org.layerparallel.spark.data.Peaks;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.interval.OnSpark;
import org.layerparallel.spark.report.RunLog;
import org.layerparallel.sweep.LayerInterval;
import org.layerparallel.train.Checkpoints;
import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.NestedTraining;
import org.layerparallel.train.Problem;
import org.layerparallel.train.TrainingResult;
import org.layerparallel.train.TrainingSettings;
import org.layerparallel.train.TrainingState;

/** What is saved is read back to the last bit, or told to be damaged. */
class CheckpointDirectoryTest {

  private static final Configuration HADOOP = new Configuration();

  @TempDir private Path parent;

  private final RunLog log = new RunLog();

  /** A small training that keeps {@code count} iterations' checkpoints, and says what it ended with. */
  private final class Saving implements Checkpoints {

    private final CheckpointDirectory directory;
    private final List<Integer> kept;
    private int iterations;

    Saving(CheckpointDirectory directory, Integer... kept) {
      this.directory = directory;
      this.kept = List.of(kept);
    }

    @Override
    public boolean due(int iteration, boolean levelEnds) {
      return kept.contains(iterations++);
    }

    @Override
    public void save(TrainingState state, Intervals<LayerInterval> intervals) {
      try {
        directory.write(state, IDENTITY, new RunPast(log.iterations(), log.levels(), log.seconds()), intervals);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public boolean stopWanted() {
      return false;
    }
  }

  private static final JobSettings SETTINGS = settings();

  private static JobSettings settings(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "network.layers=6",
                "network.width=4",
                "nested.iterations=[4,4]",
                "initial-weights.opening-scale=1",
                "initial-weights.residual-scale=0.5"));
    all.addAll(List.of(more));
    return new SettingsReader(new Configuration(false)).read(Optional.empty(), all);
  }

  private static final Peaks.Draw DRAW = Peaks.draw(60, 10, 7);
  private static final TrainingIdentity IDENTITY =
      new TrainingIdentity(SETTINGS.resolved(), digest(), "any BLAS");

  private static String digest() {
    return TrainingIdentity.digest(List.of(DRAW.training(), DRAW.validation()));
  }

  private TrainingResult train(int intervals, Checkpoints checkpoints, Optional<Checkpoint> from) {
    return train(SETTINGS, intervals, checkpoints, from);
  }

  private TrainingResult train(
      JobSettings settings, int intervals, Checkpoints checkpoints, Optional<Checkpoint> from) {
    return train(settings, DRAW, new InProcess(intervals, 1), 1, checkpoints, from);
  }

  private TrainingResult train(
      JobSettings settings,
      Peaks.Draw draw,
      IntervalsFactory execution,
      int exampleBlocks,
      Checkpoints checkpoints,
      Optional<Checkpoint> from) {
    TrainingSettings training = settings.training().on(settings.data().shape().orElseThrow());
    try (Workers workers = new Workers(1)) {
      Problem problem =
          new Problem(
              draw.training(), draw.validation(), training.regularization(), execution, workers, 0, exampleBlocks, 0);
      NestedTraining nested = new NestedTraining(training, problem, log, checkpoints);
      Weights start = SETTINGS.start().random().draw(training.network());
      return from.map(nested::resume).orElseGet(() -> nested.run(start));
    }
  }

  private CheckpointDirectory open() {
    return CheckpointDirectory.open(parent.resolve("kept").toString(), HADOOP);
  }

  private static void assertSame(TrainingResult expected, TrainingResult actual) {
    assertArrayEquals(expected.weights().toDesign(), actual.weights().toDesign());
    assertEquals(expected.reasons(), actual.reasons());
    assertEquals(expected.objective(), actual.objective());
  }

  /** Averages of gradients, and states of each batch. */
  @ParameterizedTest
  @ValueSource(strings = {"sgd", "adam"})
  void aTrainingByBatchesDoesToo(String direction) throws IOException {
    JobSettings batches =
        settings(
            "optimizer.direction=" + direction, "optimizer.step.kind=fixed", "optimizer.step.initial=0.01",
            "optimizer.batch-size=17", "nested.states=interpolated");
    TrainingResult through = train(batches, 3, new Saving(open(), 1, 5), Optional.empty());
    Checkpoint found = open().newest(IDENTITY).orElseThrow();
    assertEquals(4, found.state().solves().size(), "batches");
    assertEquals(direction.equals("sgd") ? 1 : 2, found.state().ends().averages().length, "averages");
    for (int intervals : new int[] {1, 2}) {
      assertSame(through, train(batches, intervals, Checkpoints.NONE, Optional.of(found)));
    }
    found.requireFit(batches.training().on(batches.data().shape().orElseThrow()), 15, 3);
    TrainingSettings whole = SETTINGS.training().on(SETTINGS.data().shape().orElseThrow());
    String refused =
        assertThrows(UserError.class, () -> found.requireFit(whole, 60, 10)).getMessage();
    assertTrue(refused.contains("states have 72 numbers each, must have 280"), refused);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 4, 7})
  void aTrainingGoesOnFromDiskToTheSameWeights(int after) throws IOException {
    TrainingResult through = train(3, new Saving(open(), after), Optional.empty());
    List<IterationRecord> all = log.iterations().stream().map(timed -> timed.record()).toList();
    Checkpoint found = open().newest(IDENTITY).orElseThrow();
    assertEquals(List.of(), found.damages());
    RunPast past = found.past();
    assertEquals(all.subList(0, after + 1), past.iterations().stream().map(timed -> timed.record()).toList());
    assertEquals(after > 3 ? 1 : 0, past.levels().size());
    assertTrue(past.seconds() > 0);
    for (int intervals : new int[] {1, 2, 5}) {
      assertSame(through, train(intervals, Checkpoints.NONE, Optional.of(found)));
    }
  }

  /** 250 points are two tiles. */
  @Test
  void exampleBlocksWriteTheWeightsOfTheirLayersOnce() throws IOException {
    Peaks.Draw draw = Peaks.draw(250, 10, 7);
    IntervalsFactory onSpark = new OnSpark(LocalSpark.context(), 2, 1, null, false);
    TrainingResult through = train(SETTINGS, draw, onSpark, 2, new Saving(open(), 2), Optional.empty());
    assertEquals(5, files("checkpoint-000001").size(), "layers of two intervals, driver, manifest, checksums");
    Optional<Checkpoint> found = open().newest(IDENTITY);
    assertSame(through, train(SETTINGS, draw, onSpark, 2, Checkpoints.NONE, found));
    TrainingResult whole = train(SETTINGS, draw, new InProcess(1, 1), 1, Checkpoints.NONE, found);
    assertArrayEquals(through.weights().toDesign(), whole.weights().toDesign(), 1e-9);
  }

  @Test
  void theTwoNewestAreKeptAndTheOneThatIsGoneOnFrom() throws IOException {
    TrainingResult through = train(2, new Saving(open(), 0, 1, 2, 3), Optional.empty());
    assertEquals(List.of("checkpoint-000003", "checkpoint-000004"), kept());
    CheckpointDirectory resumed = open();
    Optional<Checkpoint> from = resumed.newest(IDENTITY);
    assertSame(through, train(2, new Saving(resumed, 0, 1, 2), from));
    assertEquals(List.of("checkpoint-000004", "checkpoint-000006", "checkpoint-000007"), kept());
    resumed.clear();
    assertFalse(Files.exists(parent.resolve("kept")));
  }

  @Test
  void nothingInItIsASerializedObject() throws IOException {
    train(2, new Saving(open(), 5), Optional.empty());
    for (Path file : files("checkpoint-000001")) {
      byte[] content = Files.readAllBytes(file);
      boolean java = content.length > 1 && content[0] == (byte) 0xac && content[1] == (byte) 0xed;
      assertFalse(java, file::toString);
    }
  }

  /** Every file of the newest checkpoint in turn: changed in a bit, cut short, longer, gone. */
  @Test
  void aDamagedCheckpointIsToldAndTheOneBeforeIsTaken() throws IOException {
    TrainingResult through = train(2, new Saving(open(), 2, 5), Optional.empty());
    Path newest = parent.resolve("kept/checkpoint-000002");
    for (Path file : files("checkpoint-000002")) {
      byte[] content = Files.readAllBytes(file);
      for (int damage = 0; damage < 4; damage++) {
        switch (damage) {
          case 0 -> {
            byte[] other = content.clone();
            other[other.length / 2] ^= 4;
            Files.write(file, other);
          }
          case 1 -> Files.write(file, java.util.Arrays.copyOf(content, content.length - 1));
          case 2 -> Files.write(file, new byte[] {10}, StandardOpenOption.APPEND);
          default -> Files.delete(file);
        }
        Checkpoint taken = open().newest(IDENTITY).orElseThrow();
        String what = file + ", damage " + damage;
        assertEquals(parent.resolve("kept/checkpoint-000001").toString(), taken.name(), what);
        assertEquals(1, taken.damages().size(), what);
        assertTrue(taken.damages().get(0).startsWith("checkpoint-000002: "), taken.damages()::toString);
        Files.write(file, content);
      }
    }
    assertEquals(newest.toString(), open().newest(IDENTITY).orElseThrow().name());
    Files.delete(newest.resolve("driver.safetensors"));
    assertSame(through, train(3, Checkpoints.NONE, open().newest(IDENTITY)));
    Files.delete(parent.resolve("kept/checkpoint-000001/checksums.txt"));
    UserError refused = assertThrows(UserError.class, () -> open().newest(IDENTITY));
    assertTrue(refused.getMessage().contains("no checkpoint there is whole (checkpoint-000002: "), refused.getMessage());
  }

  @Test
  void aCheckpointOfAnotherTrainingIsRefused() throws IOException {
    train(2, new Saving(open(), 2), Optional.empty());
    JobSettings other =
        new SettingsReader(new Configuration(false))
            .parse(SETTINGS.resolved().replace("width = 4", "width = 5") + "\noutput.dir = elsewhere\n");
    TrainingIdentity wider = new TrainingIdentity(other.resolved(), IDENTITY.data(), IDENTITY.blas());
    UserError refused = assertThrows(UserError.class, () -> open().newest(wider));
    assertTrue(
        refused.getMessage().contains("is of a training with other settings (network.width)"), refused.getMessage());

    Examples fewer = Peaks.draw(55, 10, 7).training();
    TrainingIdentity elsewhere =
        new TrainingIdentity(
            SETTINGS.resolved(), TrainingIdentity.digest(List.of(fewer, DRAW.validation())), IDENTITY.blas());
    refused = assertThrows(UserError.class, () -> open().newest(elsewhere));
    assertTrue(refused.getMessage().contains("other examples"), refused.getMessage());

    Path manifest = parent.resolve("kept/checkpoint-000001/manifest.json");
    rewrite(manifest, Files.readString(manifest).replace("\"version\" : 2", "\"version\" : 7"));
    refused = assertThrows(UserError.class, () -> open().newest(IDENTITY));
    assertTrue(
        refused.getMessage().contains("has format version 7, this release reads 2"), refused.getMessage());
  }

  @Test
  void whatAnInterruptedRunWasWritingIsClearedAway() throws IOException {
    train(2, new Saving(open(), 2), Optional.empty());
    Path half = Files.createDirectories(parent.resolve("kept/.checkpoint-2.0815"));
    Files.writeString(half.resolve("layers-0-3.safetensors"), "half");
    Path lineage = Files.createDirectories(parent.resolve("kept/lineage/of-a-dead-run"));
    Path own = Files.createDirectories(parent.resolve("kept/lineage/of-this-run"));
    CheckpointDirectory directory = open();
    assertTrue(Files.exists(half), "opening deletes nothing: the run may be refused");
    directory.clearAway(Optional.of(new org.apache.hadoop.fs.Path(own.toString())));
    assertTrue(directory.newest(IDENTITY).isPresent());
    assertFalse(Files.exists(half));
    assertFalse(Files.exists(lineage));
    assertTrue(Files.exists(own));
  }

  @Test
  void aNewRunTakesNoDirectoryWithCheckpoints() throws IOException {
    CheckpointDirectory directory = open();
    directory.requireEmpty();
    assertEquals(Optional.empty(), directory.newest(IDENTITY));
    train(2, new Saving(directory, 2), Optional.empty());
    UserError refused = assertThrows(UserError.class, () -> open().requireEmpty());
    assertTrue(refused.getMessage().contains("--resume goes on with it"), refused.getMessage());
  }

  @Test
  void aCheckpointThatCannotBeWrittenLeavesNothing() throws IOException {
    CheckpointDirectory directory = open();
    train(2, new Saving(directory, 2), Optional.empty());
    List<String> before = kept();
    FullDisk.register(HADOOP);
    for (long room : new long[] {0, 1, 1000, 5000}) {
      FullDisk.room = room;
      CheckpointDirectory full = CheckpointDirectory.open("full://" + parent.resolve("kept"), HADOOP);
      assertThrows(
          java.io.UncheckedIOException.class, () -> train(2, new Saving(full, 2), Optional.empty()));
      assertEquals(before, kept(), "with room for " + room + " bytes");
    }
    assertTrue(open().newest(IDENTITY).isPresent());
  }

  private void rewrite(Path file, String content) throws IOException {
    Files.writeString(file, content);
    Path list = file.resolveSibling("checksums.txt");
    List<Checksum> sums = new ArrayList<>();
    for (String line : Files.readAllLines(list)) {
      String name = line.substring(line.lastIndexOf(' ') + 1);
      if (!name.equals("checksums.txt")) {
        sums.add(
            name.equals(file.getFileName().toString())
                ? Checksum.of(name, content.getBytes(StandardCharsets.UTF_8))
                : Checksum.parse(line));
      }
    }
    Files.write(list, Checkpoint.list(sums));
  }

  private List<String> kept() throws IOException {
    try (Stream<Path> entries = Files.list(parent.resolve("kept"))) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private List<Path> files(String checkpoint) throws IOException {
    try (Stream<Path> entries = Files.list(parent.resolve("kept").resolve(checkpoint))) {
      return entries.sorted().toList();
    }
  }
}
