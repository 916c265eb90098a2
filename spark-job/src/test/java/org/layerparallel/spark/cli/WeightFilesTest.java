package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples and weights go from command to command through files and lose no bit on the way. */
class WeightFilesTest {

  private static final String HERE = "execution.kind=in-process";
  private static final String MODEL = "model.safetensors";

  @TempDir private Path directory;

  @Test
  void generatedFilesAreTheGeneratedProblem() throws IOException {
    String prefix = directory.resolve("peaks").toString();
    Command generated =
        Command.succeed("generate", "--training", "500", "--validation", "100", "-o", prefix);
    Path training = Path.of(prefix + "-training.csv");
    Path validation = Path.of(prefix + "-validation.csv");
    assertEquals(training + "\n" + validation + "\n", generated.out());
    Command.assertSameFile(Command.shipped("data/peaks-training.csv"), training);
    Command.assertSameFile(Command.shipped("data/peaks-validation.csv"), validation);

    Path fromFiles = directory.resolve("files");
    Path drawn = directory.resolve("drawn");
    Command.succeed(Command.small("train", fromFiles, Command.files(training, validation, HERE)));
    Command.succeed(
        Command.small(
            "train", drawn, HERE, "data.peaks.training=500", "data.peaks.validation=100"));
    Command.assertSameFile(drawn.resolve(MODEL), fromFiles.resolve(MODEL));
    assertEquals(
        List.of("drawn", "files", "peaks-training.csv", "peaks-validation.csv"),
        Command.names(directory));
  }

  @ParameterizedTest
  @ValueSource(strings = {"constant", "zero"})
  void exportAndImportGiveTheSameModel(String interpolation) throws IOException {
    // With layers that start at zero, T has grown: the model file and the network of so many layers tell the same one.
    String refinement = "nested.interpolation=" + interpolation;
    Path run = directory.resolve("run");
    Command.succeed(Command.small("train", run, HERE, refinement));
    Path model = run.resolve(MODEL);
    Path design = directory.resolve("design.txt");
    Path back = directory.resolve("back.safetensors");
    Command.succeed("export", model.toString(), design.toString());
    assertEquals(12 + 8 * 20 + 25, Files.readAllLines(design).size(), "numbers of the design");
    Command.succeed(
        "import", design.toString(), back.toString(), "--layers", "8", "-s", "network.width=4",
        "-s", "network.layers=4", "-s", refinement);
    Command.assertSameFile(model, back);
    assertEquals(List.of("back.safetensors", "design.txt", "run"), Command.names(directory));
  }

  @Test
  void trainingGoesOnFromAModelOrADesign() throws IOException {
    Path first = directory.resolve("first");
    Command.succeed(Command.small("train", first, HERE, "nested.iterations=[3]"));
    Path model = first.resolve(MODEL);
    Path design = directory.resolve("design.txt");
    Command.succeed("export", model.toString(), design.toString());

    double before = objectives(first).get(2);
    for (Path start : List.of(model, design)) {
      Path next = directory.resolve("from-" + start.getFileName());
      Command.succeed(
          Command.small(
              "train", next, HERE, "nested.iterations=[3]", "initial-weights.file=" + start));
      List<Double> after = objectives(next);
      // Of the same weights, but by cycles from zero.
      assertEquals(before, after.get(0), 1e-3 * before, "objective at the start from " + start);
      assertTrue(after.get(2) < after.get(0), "objectives from " + start + ": " + after);
    }
    Command.assertSameFile(
        directory.resolve("from-model.safetensors").resolve(MODEL),
        directory.resolve("from-design.txt").resolve(MODEL));
  }

  @Test
  void everyCommandTakesAModelInEveryForm() throws IOException {
    Path run = directory.resolve("run");
    Command.succeed(Command.small("train", run, HERE, "nested.iterations=[2]"));
    Path model = run.resolve(MODEL);
    Path saved = directory.resolve("saved");
    Path back = directory.resolve("back.safetensors");
    Command.succeed("export", run.toString(), saved.toString(), "--format", "spark-ml");
    Command.succeed("export", saved.toString(), back.toString());
    Command.assertSameFile(model, back);

    Path examples = Command.shipped("data/peaks-validation.csv");
    for (Path form : List.of(model, run, saved)) {
      String name = form.getFileName().toString();
      Command.succeed(
          "predict", form.toString(), examples.toString(), "-o", directory.resolve(name + ".csv").toString());
      Command.succeed(
          Command.small(
              "train", directory.resolve("from-" + name), HERE, "nested.iterations=[2]", "initial-weights.file=" + form));
    }
    for (String name : List.of("run", "saved")) {
      Command.assertSameFile(directory.resolve(MODEL + ".csv"), directory.resolve(name + ".csv"));
      Command.assertSameFile(
          directory.resolve("from-" + MODEL).resolve(MODEL), directory.resolve("from-" + name).resolve(MODEL));
    }
    assertEquals(
        Command.succeed("evaluate", model.toString(), examples.toString()).out(),
        Command.succeed("evaluate", saved.toString(), examples.toString()).out());
  }

  @Test
  void aDamagedSavedModelIsOneLine() throws IOException {
    Path run = directory.resolve("run");
    Path saved = directory.resolve("saved");
    Command.succeed(Command.small("train", run, HERE, "nested.iterations=[1]"));
    Command.succeed("export", run.toString(), saved.toString(), "--format", "spark-ml");
    assertRefused(saved + ": exists; give another path", "export", run, saved, "--format", "spark-ml");
    Path layers = saved.resolve("layers");
    Path part =
        layers.resolve(
            Command.names(layers).stream().filter(name -> name.startsWith("part-")).findFirst().orElseThrow());
    byte[] bytes = Files.readAllBytes(part);
    Files.write(part, Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(saved + ": ", "export", saved, directory.resolve("none.txt"));
    Files.delete(part);
    assertRefused(saved + ": ", "export", saved, directory.resolve("none.txt"));
    assertEquals(List.of("run", "saved"), Command.names(directory));
  }

  private static void assertRefused(String beginning, Object... arguments) {
    Command refused = Command.run(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    assertEquals(2, refused.code(), "exit code");
    assertTrue(refused.err().startsWith("error: " + beginning), refused.err());
    assertEquals(1, refused.err().lines().count(), refused.err());
  }

  private static List<Double> objectives(Path run) throws IOException {
    return Files.readAllLines(run.resolve("history.csv")).stream()
        .skip(1)
        .map(line -> Double.parseDouble(line.split(",")[4]))
        .toList();
  }
}
