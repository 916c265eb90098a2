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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The study of multigrid's convergence, on Spark. */
class ConvergenceCommandTest {

  private static final int CYCLES = 3;

  @TempDir private Path directory;

  @Test
  void atInitialWeights() throws IOException {
    Path output = directory.resolve("study");
    Command study = study(output, "--layers", "16");
    List<String[]> rows = rows(output);
    assertEquals(2 * CYCLES, rows.size());
    double before = Double.POSITIVE_INFINITY;
    for (int k = 0; k < CYCLES; k++) {
      String[] state = rows.get(k);
      assertEquals("state," + k, state[0] + "," + state[1]);
      assertTrue(number(state, 2) < before, "residual " + state[2] + " after " + before);
      before = number(state, 2);
      assertTrue(number(state, 3) > number(state, 4), "objective " + state[3] + ", loss " + state[4]);
      assertEquals("", state[7] + state[8]);
    }
    // As many cycles as make FCF-relaxation exact on 4 C-points leave nothing but rounding.
    String[] last = rows.get(2 * CYCLES - 1);
    assertEquals("adjoint," + (CYCLES - 1), last[0] + "," + last[1]);
    assertTrue(number(last, 8) < 1e-10, "gradient error " + last[8]);
    assertEquals(List.of("convergence.csv", "settings.conf", "summary.json"), Command.names(output));
    assertEquals(List.of("study"), Command.names(directory));

    JsonNode exact = new ObjectMapper().readTree(output.resolve("summary.json").toFile()).get("exact");
    double objective = number(rows.get(CYCLES - 1), 3);
    assertEquals(exact.get("objective").doubleValue(), objective, 1e-12 * objective);
    assertEquals(exact.get("gradientNorm").doubleValue(), number(last, 7), 1e-10);

    List<String> printed = study.out().lines().toList();
    assertEquals(2 * CYCLES + 7, printed.size(), study.out());
    assertEquals(CYCLES + 1, printed.stream().filter(line -> line.startsWith("state ")).count(), study.out());
    assertEquals(CYCLES + 1, printed.stream().filter(line -> line.startsWith("adjoint ")).count(), study.out());
    assertEquals(output.resolve("convergence.csv").toString(), printed.get(printed.size() - 1));
  }

  @Test
  void atTheWeightsOfAModel() throws IOException {
    Path run = directory.resolve("run");
    Command.succeed(Command.small("train", run));
    Path model = run.resolve("model.safetensors");
    Path design = directory.resolve("design.txt");
    Command.succeed("export", model.toString(), design.toString());

    Path ofModel = directory.resolve("of-model");
    study(ofModel, "--weights", model.toString());
    // A model brings its network with it, a design does not.
    Path ofDesign = directory.resolve("of-design");
    study(ofDesign, "--weights", design.toString(), "--layers", "8");
    Command.assertSameFile(ofModel.resolve("convergence.csv"), ofDesign.resolve("convergence.csv"));

    ObjectMapper json = new ObjectMapper();
    JsonNode trained = json.readTree(run.resolve("summary.json").toFile());
    JsonNode exact = json.readTree(ofModel.resolve("summary.json").toFile()).get("exact");
    assertEquals(trained.get("objective").doubleValue(), exact.get("objective").doubleValue());
    assertEquals(
        trained.get("validationAccuracy").doubleValue(),
        exact.get("validationAccuracyPercent").doubleValue());
  }

  @Test
  void withoutValidationExamples() throws IOException {
    Path output = directory.resolve("study");
    study(output, "--set", "data.peaks.validation=0", "--set", "execution.kind=in-process");
    JsonNode exact = new ObjectMapper().readTree(output.resolve("summary.json").toFile()).get("exact");
    assertTrue(exact.get("validationAccuracyPercent").isNull(), exact::toString);
    assertTrue(exact.get("trainAccuracyPercent").isNumber(), exact::toString);
  }

  private static Command study(Path output, String... options) {
    List<String> arguments =
        new ArrayList<>(
            Arrays.asList(
                Command.small("convergence", output, "multigrid.cf-relaxations=[1,1]")));
    arguments.addAll(List.of("--cycles", Integer.toString(CYCLES)));
    arguments.addAll(List.of(options));
    return Command.succeed(arguments.toArray(String[]::new));
  }

  private static List<String[]> rows(Path output) throws IOException {
    List<String> lines = Files.readAllLines(output.resolve("convergence.csv"));
    int columns = lines.get(0).split(",").length;
    List<String[]> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      assertEquals(columns, cells.length, line);
      rows.add(cells);
    }
    return rows;
  }

  private static double number(String[] cells, int column) {
    return Double.parseDouble(cells[column]);
  }
}
