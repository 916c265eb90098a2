package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What takes a process of its own to see. */
class WholeProcessTest {

  private static final String MODEL = "model.safetensors";

  /** Enough layers and intervals that every core has some. */
  private static final String[] SETTINGS = {
    "network.layers=16", "nested.interpolation=linear", "objective.time-derivative=1e-3"
  };

  @TempDir private Path directory;

  @TempDir private Path scratch;

  @Test
  void everyMasterGivesTheModelOfTheSequentialRun() throws IOException, InterruptedException {
    Path sequential = directory.resolve("sequential");
    String[] here = Arrays.copyOf(SETTINGS, SETTINGS.length + 3);
    here[SETTINGS.length] = "execution.kind=in-process";
    here[SETTINGS.length + 1] = "execution.intervals=1";
    here[SETTINGS.length + 2] = "execution.threads=1";
    Command.succeed(Command.small("train", sequential, here));
    for (String master : List.of("local[1]", "local[2]", "local[4]")) {
      Path run = directory.resolve(master);
      Command command = Forked.run(scratch, withMaster(master, Command.small("train", run, SETTINGS)));
      assertEquals(0, command.code(), master + "\n" + command.err());
      assertEquals("", command.err(), master);
      Command.assertSameFile(sequential.resolve(MODEL), run.resolve(MODEL));
      assertEquals(8, Command.names(run).size(), master);
    }
    assertEquals(
        List.of("local[1]", "local[2]", "local[4]", "sequential"), Command.names(directory));
  }

  /** A storage region of 0.7 MB; Spark wants 1 MB before it stores the first byte of a block. */
  @Test
  void intervalsThatDoNotFitInMemoryAreWarnedOfOnceAndChangeNothing() throws IOException, InterruptedException {
    Path roomy = directory.resolve("roomy");
    Path tight = directory.resolve("tight");
    Command.succeed(Command.small("train", roomy, "execution.kind=in-process"));
    List<String> options = List.of("-Dspark.memory.fraction=0.001");
    try (Forked forked = new Forked(options, scratch, Command.small("train", tight))) {
      Command command = forked.result();
      assertEquals(0, command.code(), command.err());
      assertTrue(
          command.err().matches(
              "\\S+ WARN StorageWatch: Layer intervals do not fit in the memory of the driver and go to disk, which is"
                  + " slow: raise the driver's memory \\(spark.driver.memory; -Xmx of an embedded Spark\\) or"
                  + " spark.memory.fraction, or lower execution.f-point-memory.\n"),
          command.err());
    }
    Command.assertSameFile(roomy.resolve(MODEL), tight.resolve(MODEL));
  }

  /** As when the executors of a machine start for the first time. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void processesThatStartAtOnceExtractOneNativeLibrary() throws IOException, InterruptedException {
    Path cache = scratch.resolve("cache");
    List<String> options = List.of("-Dorg.bytedeco.javacpp.cachedir=" + cache);
    List<Forked> started = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        String[] line =
            Command.small("train", directory.resolve("run" + i), "execution.kind=in-process");
        started.add(new Forked(options, scratch, line));
      }
      for (Forked forked : started) {
        Command command = forked.result();
        assertEquals(0, command.code(), command.err());
        assertTrue(command.out().contains("BLAS: native (OpenBLAS)"), command.out());
      }
    } finally {
      for (Forked forked : started) {
        forked.close();
      }
    }
    List<Path> libraries = Command.nativeLibraries(cache);
    assertEquals(1, libraries.size(), () -> "libraries extracted: " + libraries);
  }

  @Test
  void theBlasCanBeChosen() throws IOException, InterruptedException {
    String[] java =
        Command.small(
            "train", directory.resolve("java"), "execution.kind=in-process", "execution.blas=java");
    Command command = Forked.run(scratch, java);
    assertEquals(0, command.code(), command.err());
    assertTrue(command.out().contains("BLAS: plain Java"), command.out());
  }

  @Test
  void aBlasThatDoesNotLoadIsOneLineOnTheTerminal() throws IOException, InterruptedException {
    Command command =
        Forked.run(
            scratch, Command.small("train", directory.resolve("run"), "execution.blas=vector"));
    assertEquals(
        "error: execution.blas: the vector BLAS does not load here: the JVM was started without"
            + " --add-modules jdk.incubator.vector\n",
        command.err());
    assertEquals(2, command.code());
    assertEquals(List.of(), Command.names(directory));
  }

  /** Without a cache that can be written there is no native library; the run says so, and goes on. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutANativeLibraryTheRunGoesOnInJava() throws IOException, InterruptedException {
    List<String> options =
        List.of("-Ddev.ludovic.netlib.blas.nativeLibPath=" + scratch.resolve("nothing.so"));
    String[] line =
        Command.small("train", directory.resolve("run"), "execution.kind=in-process");
    try (Forked forked = new Forked(options, scratch, line)) {
      Command command = forked.result();
      assertEquals(0, command.code(), command.err());
      assertTrue(command.out().contains("BLAS: plain Java; native does not load: "), command.out());
    }
  }

  @Test
  void badInputIsOneLineOnTheTerminal() throws IOException, InterruptedException {
    Path bad = Files.writeString(directory.resolve("bad.csv"), "0.5,0.5,1\n0.5,NaN,1\n");
    Command command =
        Forked.run(
            scratch, Command.small("train", directory.resolve("run"), Command.files(bad, bad)));
    assertEquals(
        "error: " + bad + ", line 2: column 2: 'NaN' is not finite, must be a finite decimal number\n",
        command.err());
    assertEquals("", command.out());
    assertEquals(2, command.code());
    assertEquals(List.of("bad.csv"), Command.names(directory));
  }

  @Test
  void aMasterThatIsNoneIsOneLineOnTheTerminal() throws IOException, InterruptedException {
    Command command =
        Forked.run(scratch, withMaster("nowhere", Command.small("train", directory.resolve("run"))));
    assertEquals(
        "error: execution.master = nowhere: Spark does not start: Could not parse Master URL: 'nowhere'\n",
        command.err());
    assertEquals(2, command.code());
    assertEquals(List.of(), Command.names(directory));
  }

  @Test
  void aRunThatIsInterruptedLeavesNothing() throws IOException, InterruptedException {
    String[] endless =
        Command.small(
            "train", directory.resolve("new/run"), "nested.iterations=[100000]", "progress.kind=lines");
    try (Forked forked = new Forked(scratch, endless)) {
      forked.awaitComplaint("iteration 2/");
      assertEquals(1, Command.names(directory.resolve("new")).size(), "files written beside the output");
      forked.interrupt();
      // 128 and the number of the signal.
      assertEquals(143, forked.result().code());
    }
    assertEquals(List.of(), Command.names(directory));
  }

  private static String[] withMaster(String master, String[] arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.set(all.indexOf("--master") + 1, master);
    return all.toArray(String[]::new);
  }
}
