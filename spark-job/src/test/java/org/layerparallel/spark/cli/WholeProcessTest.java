package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What takes a process of its own to see. */
class WholeProcessTest {

  private static final String MODEL = "model.safetensors";

  /** Enough layers and intervals that every core has some. */
  private static final String[] SETTINGS = {
    "network.layers=16", "nested.interpolation=linear", "objective.time-derivative=1e-3"
  };

  @TempDir private Path directory;

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
      Command command = Forked.run(directory, withMaster(master, Command.small("train", run, SETTINGS)));
      assertEquals(0, command.code(), master + "\n" + command.err());
      assertEquals("", command.err(), master);
      Command.assertSameFile(sequential.resolve(MODEL), run.resolve(MODEL));
      assertEquals(5, Command.names(run).size(), master);
    }
    assertEquals(
        List.of("local[1]", "local[2]", "local[4]", "sequential"), Command.names(directory));
  }

  @Test
  void badInputIsOneLineOnTheTerminal() throws IOException, InterruptedException {
    Path bad = Files.writeString(directory.resolve("bad.csv"), "0.5,0.5,1\n0.5,NaN,1\n");
    Command command =
        Forked.run(
            directory, Command.small("train", directory.resolve("run"), Command.files(bad, bad)));
    assertEquals(
        "error: " + bad + ", line 2: column 2: 'NaN' is not finite, must be a finite decimal number\n",
        command.err());
    assertEquals("", command.out());
    assertEquals(2, command.code());
    assertEquals(List.of("bad.csv"), Command.names(directory));
  }

  private static String[] withMaster(String master, String[] arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.set(all.indexOf("--master") + 1, master);
    return all.toArray(String[]::new);
  }
}
