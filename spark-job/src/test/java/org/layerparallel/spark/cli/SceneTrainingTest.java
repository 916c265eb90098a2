package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.spark.data.SmallScene;
import org.layerparallel.spark.model.ModelFile;

/** Commands on a scene. */
class SceneTrainingTest {

  private static final List<String> OUTPUTS =
      List.of(
          "accuracy.png",
          "confusion-others.csv",
          "confusion-training.csv",
          "confusion-validation.csv",
          "history.csv",
          "land-cover.csv",
          "land-cover.png",
          "model.safetensors",
          "report.html",
          "settings.conf",
          "standardization.csv",
          "summary.json");

  @TempDir private static Path parent;

  private static Path cube;
  private static Path groundTruth;
  private static Path run;
  private static Command command;

  @BeforeAll
  static void train() throws IOException {
    cube = SmallScene.writeCube(parent);
    groundTruth = SmallScene.writeGroundTruth(parent);
    run = parent.resolve("run");
    command = Command.succeed(Command.small("train", run, scene()));
  }

  /** Settings of a scene that is learned in a few iterations. */
  private static String[] scene(String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "data.kind=scene",
                "data.scene.cube=" + cube,
                "data.scene.ground-truth=" + groundTruth,
                "data.scene.training=60",
                "data.scene.validation=30",
                "data.scene.class-names=[Corn, \"Grass, mowed\", Woods]",
                "network.width=8",
                "network.opening=zero-expansion",
                "nested.iterations=[12,3]"));
    settings.addAll(List.of(more));
    return settings.toArray(String[]::new);
  }

  @Test
  void theOutputIsWhole() {
    assertEquals(OUTPUTS, Command.names(run));
    for (String file : OUTPUTS) {
      assertTrue(command.out().contains(run.resolve(file).toString()), file + " not in:\n" + command.out());
    }
    assertTrue(
        command.out().contains("\nAll 228 labelled pixels not trained with: accuracy "), command.out());
  }

  /** What whoever applies the model elsewhere must do to a spectrum first. */
  @Test
  void theStandardizationIsKept() throws IOException {
    List<String> rows = Files.readAllLines(run.resolve("standardization.csv"));
    assertEquals("band,mean,factor", rows.get(0));
    assertEquals(1 + SmallScene.BANDS, rows.size());
    assertEquals("6,7.0,0.0", rows.get(SmallScene.BANDS), "the constant band");
  }

  @Test
  void theNetworkIsCompletedWithWhatTheSceneHas() {
    Network network =
        ModelFile.read(new Configuration(), run.resolve("model.safetensors").toString()).network();
    assertEquals(SmallScene.BANDS, network.features());
    assertEquals(3, network.classes());
    assertEquals(8, network.width());
    assertEquals(OpeningKind.ZERO_EXPANSION, network.opening());
  }

  @Test
  void onSparkAndInProcessAreTheSame() throws IOException {
    Path other = parent.resolve("in-process");
    Command.succeed(
        Command.small(
            "train", other, scene("execution.kind=in-process", "execution.threads=1", "execution.intervals=1")));
    for (String file : OUTPUTS) {
      if (!List.of("accuracy.png", "history.csv", "report.html", "settings.conf", "summary.json").contains(file)) {
        Command.assertSameFile(run.resolve(file), other.resolve(file));
      }
    }
  }

  @Test
  void itsSettingsRepeatTheRun() throws IOException {
    Path again = parent.resolve("again");
    Command.succeed(
        "train", "--config", run.resolve("settings.conf").toString(), "--output", again.toString());
    Command.assertSameFile(run.resolve("model.safetensors"), again.resolve("model.safetensors"));
  }

  /** A small scene of clear classes is learned: what comes out is no noise. */
  @Test
  void tablesMapAndSummaryAgree() throws IOException {
    JsonNode summary = new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    double accuracy = summary.get("otherPixels").get("accuracy").doubleValue();
    assertTrue(accuracy > 90, "accuracy " + accuracy);
    assertEquals(228, summary.get("otherPixels").get("count").intValue());
    assertEquals(accuracy(run.resolve("confusion-others.csv"), 228), accuracy, 1e-9);
    assertEquals(
        accuracy(run.resolve("confusion-training.csv"), 60), summary.get("trainAccuracy").doubleValue(), 1e-9);
    assertEquals(
        accuracy(run.resolve("confusion-validation.csv"), 30), summary.get("validationAccuracy").doubleValue(), 1e-9);

    List<String> map = Files.readAllLines(run.resolve("land-cover.csv"));
    assertEquals(SmallScene.ROWS, map.size());
    int right = 0;
    for (int row = 0; row < SmallScene.ROWS; row++) {
      String[] cells = map.get(row).split(",");
      assertEquals(SmallScene.COLUMNS, cells.length);
      for (int column = 0; column < cells.length; column++) {
        right += Integer.parseInt(cells[column]) == SmallScene.label(row, column) ? 1 : 0;
      }
    }
    // All labelled pixels, those trained with too.
    double expected = accuracy * 228 + summary.get("trainAccuracy").doubleValue() * 60;
    assertEquals(expected / 100, right, 1e-9);
    assertTrue(ImageIO.read(run.resolve("land-cover.png").toFile()).getWidth() > 1000);
  }

  @Test
  void allOtherPixelsMayValidate() throws IOException {
    Path output = parent.resolve("others");
    Command.succeed(
        Command.small(
            "train",
            output,
            scene("data.scene.validation=others", "execution.kind=in-process", "nested.iterations=[2]")));
    Command.assertSameFile(
        output.resolve("confusion-others.csv"), output.resolve("confusion-validation.csv"));
  }

  @Test
  void withoutValidationAndWithoutOthers() throws IOException {
    Path output = parent.resolve("all");
    Command.succeed(
        Command.small(
            "train",
            output,
            scene(
                "data.scene.training=288",
                "data.scene.validation=0",
                "data.scene.class-names=[]",
                "execution.kind=in-process",
                "nested.iterations=[2]")));
    List<String> expected =
        OUTPUTS.stream().filter(name -> !name.contains("others") && !name.contains("validation")).toList();
    assertEquals(expected, Command.names(output));
    assertTrue(Files.readAllLines(output.resolve("confusion-training.csv")).get(1).startsWith("1,,48,"));
  }

  @Test
  void convergenceKnowsTheScene() throws IOException {
    Path output = parent.resolve("convergence");
    String[] arguments = Command.small("convergence", output, scene("execution.kind=in-process"));
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--weights";
    all[arguments.length + 1] = run.resolve("model.safetensors").toString();
    Command.succeed(all);
    Command.succeed(
        Command.small("convergence", parent.resolve("from-start"), scene("execution.kind=in-process")));
    assertTrue(Files.exists(output.resolve("convergence.csv")));
  }

  @Test
  void theSceneCommandShowsTheFiles() {
    Command shown =
        Command.succeed(
            "scene", "--cube", cube.toString(), "--ground-truth", groundTruth.toString(), "--shape", "18x24x6");
    assertEquals(
        List.of(
            "ground truth  " + groundTruth + ": classes, 18 x 24 uint8, 288 of 432 pixels in 3 classes",
            "",
            "class  pixels",
            "    1      48",
            "    2      96",
            "    3     144"),
        shown.out().lines().skip(1).toList());
    assertTrue(
        shown.out().startsWith("cube          " + cube + ": radiance, 18 x 24 x 6 uint16, values 7 to "), shown.out());
    refuse(
        cube + ": is 18x24x6, must be 145x145x200 (--shape)",
        "scene", "--cube", cube.toString(), "--ground-truth", groundTruth.toString(), "--shape", "145x145x200");
    refuse(
        groundTruth + ": has 3 classes, must have 16 (--classes)",
        "scene", "--cube", cube.toString(), "--ground-truth", groundTruth.toString(), "--classes", "16");
    refuse(
        groundTruth + ": holds no 3-D array, but classes (18 x 24 uint8); give another file or",
        "scene", "--cube", groundTruth.toString(), "--ground-truth", groundTruth.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "data.scene.cube=absent.mat | absent.mat: no such file; check the path; data/fetch-indian-pines.sh",
        "data.scene.cube-key=cube | {cube}: holds no 3-D array 'cube', but radiance (18 x 24 x 6 uint16); give",
        "data.scene.training=2 | data.scene: training=2, must be >= 3 with sampling = stratified, one of each class",
        "data.scene.training=280 | data.scene: training=280 and validation=30, together must be <= 288, the labelled",
        "data.scene.class-names=[Corn] | data.scene.class-names: 1 names for the 3 classes of ",
        "network.width=5 | network.width = 5: must be at least the number of features, 6, with opening = zero-exp",
      })
  void whatDoesNotFitIsToldInOneLine(String setting, String problem) {
    String expected = problem.replace("{cube}", cube.toString());
    refuse(expected, Command.small("train", parent.resolve("refused"), scene(setting)));
    if (!setting.startsWith("data.scene.training")) {
      refuse(expected, Command.small("convergence", parent.resolve("refused"), scene(setting)));
      refuse(expected, imported(scene(setting)));
    }
  }

  private static String[] imported(String... settings) {
    List<String> arguments = new ArrayList<>(List.of("import", "design.txt", "model.safetensors"));
    Stream.of(settings).forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return arguments.toArray(String[]::new);
  }

  private static void refuse(String problem, String... arguments) {
    Command refused = Command.run(arguments);
    assertEquals(2, refused.code(), refused.err());
    assertEquals(1, refused.err().lines().count(), refused.err());
    assertTrue(
        refused.err().startsWith("error: " + problem),
        () -> "must begin with\nerror: " + problem + "\nbut is\n" + refused.err());
    assertTrue(Files.notExists(parent.resolve("refused")), "something was written");
  }

  /** Share of the diagonal, in percent. */
  private static double accuracy(Path table, int examples) throws IOException {
    List<String> rows = Files.readAllLines(table);
    int right = 0;
    int all = 0;
    for (int c = 0; c < rows.size() - 1; c++) {
      // Names may have commas; the counts are the last columns.
      String[] cells = rows.get(c + 1).split(",");
      int first = cells.length - (rows.size() - 1);
      for (int i = first; i < cells.length; i++) {
        all += Integer.parseInt(cells[i]);
        right += i - first == c ? Integer.parseInt(cells[i]) : 0;
      }
    }
    assertEquals(examples, all, table.toString());
    return 100.0 * right / all;
  }
}
