package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.spark.model.Model;
import org.layerparallel.spark.model.ModelFile;
import org.layerparallel.spark.report.AccuracyPlot;
import org.layerparallel.spark.report.HistoryFile;

/** What a training on the shipped files leaves. */
class TrainCommandTest {

  private static final Path TRAINING = Command.shipped("data/peaks-training.csv");
  private static final Path VALIDATION = Command.shipped("data/peaks-validation.csv");

  @TempDir private static Path parent;

  private static Path run;
  private static Command command;

  @BeforeAll
  static void train() {
    run = parent.resolve("run");
    command = Command.succeed(Command.small("train", run, Command.files(TRAINING, VALIDATION)));
  }

  @Test
  void theOutputIsWholeAndNothingLiesBesideIt() {
    assertEquals(
        List.of(
            "accuracy.png",
            "confusion-training.csv",
            "confusion-validation.csv",
            "history.csv",
            "model.safetensors",
            "report.html",
            "settings.conf",
            "summary.json"),
        Command.names(run));
    // Other tests of this class write to directories of their own.
    assertEquals(
        List.of(), Command.names(parent).stream().filter(name -> name.startsWith(".")).toList());
  }

  @Test
  void whatIsPrintedNamesEveryFile() {
    assertTrue(
        command.out().startsWith("Training 4 -> 8 residual layers of width 4 on 500 examples, 100 more"),
        command.out());
    for (String file : Command.names(run)) {
      assertTrue(command.out().contains(run.resolve(file).toString()), file + " not in:\n" + command.out());
    }
  }

  @Test
  void theHistoryHasEveryIteration() throws IOException {
    List<String> lines = Files.readAllLines(run.resolve("history.csv"));
    assertEquals(HistoryFile.HEADER, lines.get(0));
    assertEquals(
        List.of("0,0", "0,1", "1,0", "1,1"),
        lines.stream().skip(1).map(line -> line.substring(0, 3)).toList());
    int columns = HistoryFile.HEADER.split(",").length;
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      assertEquals(columns, cells.length, line);
      for (String cell : cells) {
        assertTrue(Double.isFinite(Double.parseDouble(cell)), cell + " in " + line);
      }
      assertTrue(Integer.parseInt(cells[columns - 1]) >= 3, "Spark jobs in " + line);
    }
  }

  @Test
  void nothingInItIsASerializedObject() throws IOException {
    for (String file : Command.names(run)) {
      byte[] content = Files.readAllBytes(run.resolve(file));
      boolean java = content[0] == (byte) 0xac && content[1] == (byte) 0xed;
      assertFalse(java, file);
    }
  }

  @Test
  void theModelIsTheFinestNetwork() {
    Model model = ModelFile.read(new Configuration(), run.resolve("model.safetensors").toString());
    assertEquals(8, model.network().layers());
    assertEquals(4, model.network().width());
    assertEquals(2, model.network().features());
    assertEquals(5, model.network().classes());
  }

  @Test
  void theSettingsRepeatTheRun() throws IOException {
    Path again = parent.resolve("again");
    Command.succeed(
        "train", "--config", run.resolve("settings.conf").toString(), "--output", again.toString());
    Command.assertSameFile(run.resolve("model.safetensors"), again.resolve("model.safetensors"));
    // All but the output directory they name.
    assertEquals(
        Files.readString(run.resolve("settings.conf")).replace(run.toString(), again.toString()),
        Files.readString(again.resolve("settings.conf")));
  }

  @Test
  void theSummaryIsJson() throws IOException {
    JsonNode summary = new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    assertEquals(8, summary.get("layers").intValue());
    assertEquals(2, summary.get("levels").size());
    for (JsonNode level : summary.get("levels")) {
      assertEquals(2, level.get("iterations").intValue(), level::toString);
      assertEquals("iterations-done", level.get("stopReason").textValue(), level::toString);
      for (String phase : List.of("computeSeconds", "sparkSeconds", "driverSeconds")) {
        assertTrue(level.get(phase).isNumber() && level.get(phase).doubleValue() > 0, level::toString);
      }
    }
    assertEquals("spark", summary.get("execution").get("kind").textValue());
    assertEquals("local[2]", summary.get("execution").get("master").textValue());
    double accuracy = summary.get("validationAccuracy").doubleValue();
    assertTrue(accuracy > 0 && accuracy <= 100, "validation accuracy " + accuracy + " %");
    assertTrue(summary.get("objective").doubleValue() > 0, summary::toString);
    for (JsonNode output : summary.get("outputs")) {
      assertTrue(Files.exists(run.resolve(output.textValue())), output + " is missing");
    }
  }

  @Test
  void theTablesOfClassesGiveTheAccuracies() throws IOException {
    JsonNode summary = new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    double[] means = new double[2];
    for (int set = 0; set < 2; set++) {
      String name = set == 0 ? "training" : "validation";
      List<String> rows = Files.readAllLines(run.resolve("confusion-" + name + ".csv"));
      assertEquals(
          "class,name,examples,accuracy,predicted_0,predicted_1,predicted_2,predicted_3,predicted_4", rows.get(0));
      assertEquals(6, rows.size());
      double right = 0;
      for (int c = 0; c < 5; c++) {
        String[] cells = rows.get(c + 1).split(",", -1);
        int examples = set == 0 ? 100 : 20;
        assertEquals(List.of("" + c, "", "" + examples), List.of(cells).subList(0, 3));
        assertEquals(examples, Arrays.stream(cells).skip(4).mapToInt(Integer::parseInt).sum());
        right += Integer.parseInt(cells[4 + c]);
        means[set] += Double.parseDouble(cells[3]) / 5;
      }
      String accuracy = set == 0 ? "trainAccuracy" : "validationAccuracy";
      assertEquals(right / (set == 0 ? 5 : 1), summary.get(accuracy).doubleValue(), 1e-9, name);
    }
    assertEquals(means[0], summary.get("trainMeanClassAccuracy").doubleValue(), 1e-9);
    assertEquals(means[1], summary.get("validationMeanClassAccuracy").doubleValue(), 1e-9);
    assertTrue(command.out().contains("\nMean over the classes: training "), command.out());
  }

  @Test
  void thePictureCanBeRead() throws IOException {
    BufferedImage picture = ImageIO.read(run.resolve("accuracy.png").toFile());
    assertEquals(AccuracyPlot.WIDTH, picture.getWidth());
    assertEquals(AccuracyPlot.HEIGHT, picture.getHeight());
  }

  @Test
  void labelsMayBeFilesOfTheirOwnWithUnitVectors() throws IOException {
    Path directory = Files.createDirectory(parent.resolve("separate"));
    Path output = parent.resolve("separate-run");
    Command.succeed(
        Command.small(
            "train",
            output,
            Command.files(
                features(TRAINING, directory),
                features(VALIDATION, directory),
                "data.files.training.labels=" + units(TRAINING, directory),
                "data.files.validation.labels=" + units(VALIDATION, directory))));
    Command.assertSameFile(run.resolve("model.safetensors"), output.resolve("model.safetensors"));
  }

  @Test
  void anEarlierRunIsReplacedOnRequest() throws IOException {
    Path output = parent.resolve("replaced");
    Command.succeed(Command.small("train", output, "execution.kind=in-process"));
    byte[] first = Files.readAllBytes(output.resolve("model.safetensors"));
    String[] other =
        Command.small(
            "train", output, "execution.kind=in-process", "initial-weights.seed=2", "output.overwrite=true");
    Command.succeed(other);
    assertEquals(8, Command.names(output).size());
    assertFalse(
        Arrays.equals(first, Files.readAllBytes(output.resolve("model.safetensors"))),
        "the model is still the first run's");
  }

  @Test
  void withoutValidationExamples() throws IOException {
    Path output = parent.resolve("unvalidated");
    Command.succeed(
        Command.small("train", output, "data.peaks.validation=0", "execution.kind=in-process"));
    JsonNode summary = new ObjectMapper().readTree(output.resolve("summary.json").toFile());
    assertTrue(summary.get("validationAccuracy").isNull(), summary::toString);
    assertEquals(7, Command.names(output).size(), () -> "only " + Command.names(output));
  }

  /** It has no executor to lose. */
  @Test
  void aLocalMasterWritesNoCheckpoints() throws IOException {
    Path checkpoints = parent.resolve("checkpoints");
    Path output = parent.resolve("checkpointed");
    Command.succeed(
        Command.small(
            "train",
            output,
            Command.files(
                TRAINING,
                VALIDATION,
                "checkpoint.dir=" + checkpoints,
                "execution.checkpoint-interval=2")));
    Command.assertSameFile(run.resolve("model.safetensors"), output.resolve("model.safetensors"));
    assertFalse(Files.exists(checkpoints));
  }

  /** The first two columns, separated by blanks. */
  private static Path features(Path csv, Path directory) throws IOException {
    List<String> lines =
        Files.readAllLines(csv).stream().map(line -> line.replaceFirst(",", "  ").replaceFirst(",.*", "")).toList();
    return Files.write(directory.resolve("features-" + csv.getFileName()), lines);
  }

  /** The last column as unit vectors. */
  private static Path units(Path csv, Path directory) throws IOException {
    List<String> units = List.of("1 0 0 0 0", "0 1 0 0 0", "0 0 1 0 0", "0 0 0 1 0", "0 0 0 0 1");
    List<String> lines =
        Files.readAllLines(csv).stream()
            .map(line -> units.get(Integer.parseInt(line.substring(line.lastIndexOf(',') + 1))))
            .toList();
    return Files.write(directory.resolve("labels-" + csv.getFileName()), lines);
  }
}
