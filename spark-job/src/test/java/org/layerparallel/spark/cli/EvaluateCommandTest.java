package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a model agrees with what its training said, whatever the format. */
class EvaluateCommandTest {

  @TempDir private Path directory;

  @Test
  void agreesWithTheTraining() throws IOException {
    Path training = Command.shipped("data/peaks-training.csv");
    Path run = directory.resolve("run");
    Command.succeed(
        Command.small(
            "train",
            run,
            Command.files(training, Command.shipped("data/peaks-validation.csv"), "execution.kind=in-process")));
    JsonNode summary = new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    Path json = directory.resolve("evaluation.json");
    Path csv = directory.resolve("confusion.csv");
    Command evaluated =
        Command.succeed(
            "evaluate", run.resolve("model.safetensors").toString(), training.toString(), "--master", "local[2]",
            "--json", json.toString(), "--csv", csv.toString());
    JsonNode evaluation = new ObjectMapper().readTree(json.toFile());
    assertEquals(500, evaluation.get("examples").intValue());
    assertEquals(summary.get("loss").doubleValue(), evaluation.get("crossEntropy").doubleValue(), 1e-12);
    assertEquals(summary.get("trainAccuracy").doubleValue(), evaluation.get("accuracy").doubleValue(), 1e-12);
    Command.assertSameFile(run.resolve("confusion-training.csv"), csv);
    String accuracy = String.format(Locale.ROOT, "%.2f", summary.get("trainAccuracy").doubleValue());
    assertTrue(evaluated.out().contains("accuracy               " + accuracy + " %"), evaluated.out());
  }

  @Test
  void everyFormatGivesTheSame() throws IOException {
    Path model = PredictCommandTest.model(directory);
    String first = null;
    for (PeaksFormats.Written written : PeaksFormats.of(directory, "data/peaks-validation.csv").all()) {
      List<String> arguments =
          new ArrayList<>(
              List.of("evaluate", model.toString(), written.path().toString(), "--master", "local[2]"));
      arguments.addAll(written.options());
      String out = Command.succeed(arguments.toArray(String[]::new)).out();
      first = first == null ? out : first;
      assertEquals(first, out, written.path().toString());
    }
  }

  @Test
  void theTableIsWhatWasCounted() throws IOException {
    Path design = Files.writeString(directory.resolve("zeros.txt"), "0\n".repeat(12 + 4 * 20 + 25));
    Path model = directory.resolve("zeros.safetensors");
    Command.succeed("import", design.toString(), model.toString(), "--layers", "4", "-s", "network.width=4");
    Path input = Files.writeString(directory.resolve("three.csv"), "1,2,0\n3,4,2\n5,6,2\n");
    // All scores are equal: the class is the first one, each probability 1/5.
    assertEquals(
        """
        examples               3
        accuracy               33.33 %
        mean over the classes  50.00 %
        cross-entropy          1.60944

        class  examples  precision  recall      F1   (percent)
            0         1      33.33  100.00   50.00
            1         0          -       -       -
            2         2          -    0.00    0.00
            3         0          -       -       -
            4         0          -       -       -

        class  taken for each class
               0  1  2  3  4
            0  1  0  0  0  0
            1  0  0  0  0  0
            2  2  0  0  0  0
            3  0  0  0  0  0
            4  0  0  0  0  0
        """,
        Command.succeed("evaluate", model.toString(), input.toString(), "--master", "local[2]").out());
  }

  @Test
  void trainingGivesTheSameBitsOfEveryFormat() throws IOException {
    PeaksFormats peaks = PeaksFormats.of(directory, "data/peaks-validation.csv");
    Path first = null;
    for (PeaksFormats.Written written : peaks.all()) {
      List<String> settings =
          new ArrayList<>(
              List.of(
                  "data.kind=files", "data.files.feature-count=2", "data.files.classes=5",
                  "execution.kind=in-process"));
      settings.addAll(written.settings("training"));
      settings.addAll(written.settings("validation"));
      Path run = directory.resolve("run-" + written.path().getFileName());
      Command.succeed(Command.small("train", run, settings.toArray(String[]::new)));
      Path model = run.resolve("model.safetensors");
      first = first == null ? model : first;
      Command.assertSameFile(first, model);
      // Settings of a run repeat it, the columns among them.
      assertTrue(Files.readString(run.resolve("settings.conf")).contains("feature-columns"));
    }
  }
}
