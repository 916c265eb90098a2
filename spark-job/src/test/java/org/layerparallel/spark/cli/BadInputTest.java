package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with a command's input is told in one line, and nothing is written. */
class BadInputTest {

  private static final String GOOD = "0.5,0.5,1\n-0.5,0.25,4\n";

  @TempDir private Path directory;

  @BeforeEach
  void writeGoodFiles() throws IOException {
    file("good.csv", GOOD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0.5,0.5 | line 3: 2 columns, must be 3 (2 features and a class) or 7",
        "0.5,0.5,0.5,1 | line 3: 4 columns, must be 3",
        "0.5,NaN,1 | line 3: column 2: 'NaN' is not finite",
        "1e999,0.5,1 | line 3: column 1: '1e999' is not finite",
        "0.5,abc,1 | line 3: column 2: 'abc' is not a number",
        "0.5,,1 | line 3: column 2 is empty",
        "0.5,0.5,5 | line 3: label '5', must be an integer from 0 to 4",
        "0.5,0.5,-1 | line 3: label '-1', must be an integer from 0 to 4",
        "0.5,0.5,1.5 | line 3: label '1.5', must be an integer from 0 to 4",
        "0.5,0.5,0,1,0,1,0 | line 3: label is no unit vector",
      })
  void aBadLineOfAFile(String line, String problem) throws IOException {
    Path bad = file("bad.csv", GOOD + line + "\n0.5,oops\n");
    Path good = directory.resolve("good.csv");
    refuse(bad + ", " + problem, train(Command.files(bad, good)));
    refuse(bad + ", " + problem, train(Command.files(good, bad)));
  }

  @Test
  void filesOfExamplesThatAreNotThere() throws IOException {
    Path good = directory.resolve("good.csv");
    Path absent = directory.resolve("absent.csv");
    refuse(absent + ": no file there; check the path", train(Command.files(absent, good)));
    refuse(
        absent + ": no file there; check the path",
        train(Command.files(good, good, "data.files.training.labels=" + absent)));
    Path empty = file("empty.csv", "");
    refuse(empty + ": holds no examples", train(Command.files(good, empty)));
    Path labels = file("labels.csv", "1\n2\n3\n");
    Path features = file("features.csv", "0.5,0.5\n0.5,0.25\n");
    refuse(
        labels + ": 3 labels for the 2 examples of " + features,
        train(Command.files(features, good, "data.files.training.labels=" + labels)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "network.widht=4 | network.widht = 4: unknown key, did you mean network.width? (--set)",
        "multigrid.coarsening=[4,1] | multigrid.coarsening = [4,1]: entry 1 must be >= 2 (--set)",
        "data.peaks.training=12 | data.peaks.training = 12: must be a multiple of 5, at least 5 (--set)",
        "data.peaks.training=20000 | data.peaks: training=20000 and validation=50, together must be <= 8990",
        "network.opening=zero-expansion | network.width = 1: must be at least the number of features, 2",
        "nested.iterations=[] | nested.iterations = []: must have at least one entry, one for each level",
        "checkpoint.dir=nosuch://host/dir | checkpoint.dir = nosuch://host/dir: cannot be written (No FileSystem",
        "oops | --set oops: must be key=value, such as network.width=8",
        "multigrid.coarsening=[4 | --set multigrid.coarsening=[4: cannot be read",
      })
  void aBadSetting(String setting, String problem) {
    String width = setting.contains("zero-expansion") ? "network.width=1" : "network.width=4";
    refuse(problem, train(setting, width));
  }

  @Test
  void severalErrorsOfTheSettingsComeAtOnceALineEach() throws IOException {
    Path config = file("job.conf", "network { width = 0, layers = many }\noptimiser.memory = 5\n");
    Command command =
        refused("train", "--config", config.toString(), "--set", "multigrid.coarsening=[1]", "-o", output());
    assertEquals(
        List.of(
            "error: optimiser = {...}: unknown key, did you mean optimizer? (" + config + ": 2)",
            "error: network.width = 0: must be >= 1 (" + config + ": 1)",
            "error: network.layers = many: must be a whole number >= 1 (" + config + ": 1)",
            "error: multigrid.coarsening = [1]: entry 0 must be >= 2 (--set)"),
        command.err().lines().toList());
  }

  @Test
  void settingsFilesThatCannotBeRead() throws IOException {
    Path absent = directory.resolve("absent.conf");
    refuse(absent + ": no such settings file", "train", "--config", absent.toString(), "-o", output());
    refuse(
        directory + ": is a directory, must be a settings file",
        "train", "--config", directory.toString(), "-o", output());
    Path broken = file("broken.conf", "network {\n  width = 4\n");
    refuse(broken + ": 3: ", "train", "--config", broken.toString(), "-o", output());
  }

  @Test
  void outputThatIsInTheWay() throws IOException {
    Path taken = Files.createDirectory(directory.resolve("taken"));
    Files.writeString(taken.resolve("thesis.tex"), "years of work");
    refuse(
        "output.dir = " + taken + ": exists and is not empty, must be new or empty; --overwrite",
        Command.small("train", taken));
    refuse(
        "output.dir = " + taken + ": is not the output of an earlier run",
        Command.small("train", taken, "output.overwrite=true"));
    refuse("output.dir = " + taken + ": exists and is not empty", Command.small("convergence", taken));
    Path file = directory.resolve("good.csv");
    refuse("output.dir = " + file + ": is a file, must be a directory", Command.small("train", file));
  }

  @Test
  void weightsOfAnotherNetwork() throws IOException {
    Path design = file("design.txt", "0.5\n".repeat(57));
    refuse(
        design + ": holds 57 numbers, the network has 117 weights",
        train("initial-weights.file=" + design));
    refuse(
        design + ": holds 57 numbers, the network has 117 weights",
        with(Command.small("convergence", path()), "--weights", design.toString()));
    refuse(
        design + ": holds 57 numbers, the network has 117 weights",
        "import", design.toString(), path("m.safetensors"), "-s", "network.width=4", "--layers", "4");
    Path words = file("words.txt", "0.5\nhalf\n");
    refuse(
        words + ", line 2: 'half' is not a number, must be one finite decimal number",
        train("initial-weights.file=" + words));

    Path model = model();
    refuse(
        model + ": holds the weights of Network[",
        train("initial-weights.file=" + model, "network.width=5"));
    Path good = directory.resolve("good.csv");
    refuse(
        "the weights are for 2 features and 5 classes, the data have 2 and 6",
        with(
            Command.small("convergence", path(), Command.files(good, good, "data.files.classes=6")),
            "--weights", model.toString()));
  }

  @Test
  void modelFilesThatAreDamagedOrMissing() throws IOException {
    Path model = model();
    byte[] whole = Files.readAllBytes(model);
    Path damaged = directory.resolve("damaged.safetensors");
    for (int length : new int[] {0, 7, 100, whole.length - 1}) {
      Files.write(damaged, Arrays.copyOf(whole, length));
      String problem = damaged + ": ";
      refuse(problem, train("initial-weights.file=" + damaged));
      refuse(problem, with(Command.small("convergence", path()), "--weights", damaged.toString()));
      refuse(problem, "export", damaged.toString(), path("design.txt"));
    }
    String absent = path("absent.safetensors");
    refuse(absent + ": no such file; check the path", train("initial-weights.file=" + absent));
    refuse(absent + ": no such file; check the path", "export", absent, path("design.txt"));
    refuse(absent + ": no such file; check the path", "import", absent, path("m.safetensors"));
    refuse(directory + ": is a directory", "export", model.toString(), directory.toString());
  }

  @Test
  void numbersThatMakeNoSense() {
    refuse("training=12, must be", "generate", "--training", "12", "-o", path("peaks"));
    refuse("validation=-5, must be", "generate", "--validation", "-5", "-o", path("peaks"));
    refuse(
        "training=10000 and validation=1000, together must be <= 8990",
        "generate", "--training", "10000", "-o", path("peaks"));
    refuse("--cycles 0: must be >= 1", with(Command.small("convergence", path()), "--cycles", "0"));
    refuse("--layers 0: must be >= 1", with(Command.small("convergence", path()), "--layers", "0"));
  }

  /** Demands one line that begins with {@code problem}. */
  private void refuse(String problem, String... arguments) {
    Command command = refused(arguments);
    assertEquals(1, command.err().lines().count(), command.err());
    assertTrue(
        command.err().startsWith("error: " + problem),
        () -> "must begin with\nerror: " + problem + "\nbut is\n" + command.err());
  }

  /** Runs what must be refused, with all files as they were. */
  private Command refused(String... arguments) {
    Map<String, String> before = Command.content(directory);
    Command command = Command.run(arguments);
    String what = String.join(" ", arguments) + "\n" + command.err();
    assertEquals(2, command.code(), what);
    assertEquals("", command.out(), what);
    assertEquals(before, Command.content(directory), what);
    return command;
  }

  private String[] train(String... settings) {
    return Command.small("train", path(), settings);
  }

  private static String[] with(String[] arguments, String... more) {
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return all;
  }

  /** A model of the small settings' coarsest network. */
  private Path model() throws IOException {
    Path design = file("zeros.txt", "0.5\n".repeat(117));
    Path model = directory.resolve("good.safetensors");
    Command.succeed(
        "import", design.toString(), model.toString(), "-s", "network.width=4", "--layers", "4");
    return model;
  }

  /** An output directory that is not there yet, nor the one above it. */
  private Path path() {
    return directory.resolve("new/run");
  }

  private String output() {
    return path().toString();
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }
}
