package org.layerparallel.spark.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.spark.error.UserError;

/** Settings that are wrong: each gives one clear line, and all lines come at once. */
class SettingsErrorsTest extends SettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Out of range.
        "network.width = 0 | must be >= 1",
        "network.final-time = 0 | must be > 0",
        "network.activation.eta = -1 | must be > 0",
        "nested.refinement-factor = 1 | must be >= 2",
        "nested.interpolation = quadratic | must be one of constant, linear, cubic, zero",
        "nested.memory = keep | must be one of drop, carry",
        "nested.states = warm | must be one of zero, interpolated",
        "nested.first-solves.drop = 1 | must be in (0, 1)",
        "multigrid.max-levels = 1 | must be >= 2",
        "multigrid.min-coarse-steps = 0 | must be >= 1",
        "multigrid.state.cycles = 0 | must be >= 1",
        "multigrid.adjoint.abs-tol = -1e-3 | must be >= 0",
        "optimizer.step.reduction = 1.5 | must be in (0, 1)",
        "optimizer.step.sufficient-decrease = 1 | must be in [0, 1)",
        "optimizer.memory = 0 | must be >= 1",
        "optimizer.batch-size = -1 | must be >= 0",
        "optimizer.batch-size = 100 | must be 0 unless optimizer.direction is sgd or adam",
        "optimizer.momentum = 1 | must be in [0, 1)",
        "optimizer.adam.epsilon = 0 | must be > 0",
        "objective.tikhonov = -1 | must be >= 0",
        "initial-weights.residual-scale = -2 | must be >= 0",
        "execution.intervals = -1 | must be >= 0",
        "execution.checkpoint-interval = -1 | must be >= 0",
        "output.work-unit-seconds = -1 | must be >= 0",
        "data.peaks.training = 12 | must be a multiple of 5, at least 5",
        "data.peaks.validation = -5 | must be a multiple of 5, at least 0",
        "data.scene.training = 0 | must be >= 1",
        "data.scene.validation = -1 | must be >= 0, or others",
        // Wrong types.
        "network.width = eight | must be a whole number >= 1",
        "network.width = 5.5 | must be a whole number >= 1",
        "network.width = [8] | must be a single value, not a list",
        "network.width = null | must have a value",
        "objective.tikhonov = NaN | must be a number >= 0",
        "objective.tikhonov = 1e400 | must be a finite number >= 0",
        "data.peaks.seed = 1.5 | must be a whole number of 64 bits",
        "data.scene.validation = all | must be a whole number >= 0, or others",
        "data.scene.class-names = Corn | must be a list of words in brackets",
        "optimizer.exact = 1 | must be true or false",
        "nested.iterations = 200 | must be a list of whole numbers in brackets",
        "network = 5 | must be a section with the keys "
            + "activation, bias, final-time, layers, opening, width",
        "nested.levels = F | must be a list of sections, such as [{}, {multigrid {cycle = F}}]",
        // Wrong words.
        "network.opening = dens | must be one of dense, zero-expansion",
        "network.activation.kind = sigmoid | must be one of smoothed-relu, relu, tanh",
        "network.bias = both | must be one of channel, scalar",
        "multigrid.cycle = W | must be one of V, F",
        "optimizer.step.on-failure = retry | must be one of accept, recover, reset, stop",
        "data.kind = mat | must be one of peaks, files, scene",
        "data.scene.sampling = even | must be one of stratified, uniform",
        "progress.kind = loud | must be one of auto, bar, lines, none",
        "execution.kind = mpi | must be one of spark, in-process, auto",
        // Lists.
        "multigrid.coarsening = [4,1] | entry 1 must be >= 2",
        "multigrid.coarsening = [] | must have at least one entry",
        "multigrid.cf-relaxations = [\"a\"] | entry 0 must be a whole number >= 0",
        "nested.iterations = [] | must have at least one entry, one for each level",
        "nested.target-accuracy = [0.9] | has 1 entry, must be empty or have 3, "
            + "one for each level in nested.iterations",
        "nested.target-accuracy = [0.5,0.5,95] | entry 2 must be in (0, 1]",
        // Combinations.
        "network.layers = 1000000000 | refined 2 times by 2, must give at most 2147483647 layers",
      })
  void eachHasOneLine(String setting, String problem) {
    assertEquals(setting + ": " + problem + " (job.conf: 1)", errorOf(setting));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "network.widht = 4 | did you mean network.width?",
        "netwrok.width = 4 | did you mean network?",
        "multigrid.cycles = 4 | did you mean multigrid.cycle?",
        "iterations = 4 | did you mean nested.iterations?",
        "optimizer.step.max_trials = 4 | did you mean optimizer.step.max-trials?",
        "execution.colour = 4 | must be one of "
            + "blas, checkpoint-interval, columns, example-blocks, f-point-memory, intervals, kind, master, share-memory,"
            + " threads",
      })
  void anUnknownKeyHasASuggestion(String setting, String remedy) {
    String shown = setting.startsWith("netwrok") ? "netwrok = {...}" : setting;
    assertEquals(shown + ": unknown key, " + remedy + " (job.conf: 1)", errorOf(setting));
  }

  @Test
  void allErrorsComeAtOnce() {
    String message =
        errorOf(
            """
            network { width = 0
              layers = many }
            optimiser { memory = 5 }
            multigrid.coarsening = [1]
            nested.levels = [{ multigrid { cycel = F } }, { first-solves.cycles = 0 }, {}]
            """,
            "data.kind=files",
            "output.dir=",
            "oops");
    assertEquals(
        List.of(
            "--set oops: must be key=value, such as network.width=8",
            "optimiser = {...}: unknown key, did you mean optimizer? (job.conf: 3)",
            "data.files.feature-count = 0: must be >= 1 with data.kind = files (default)",
            "data.files.classes = 0: must be >= 2 with data.kind = files (default)",
            "data.files.training.features = \"\": must be a path or URI with data.kind = files (default)",
            "output.dir = \"\": must be a path or URI (--set)",
            "network.width = 0: must be >= 1 (job.conf: 1)",
            "network.layers = many: must be a whole number >= 1 (job.conf: 2)",
            "nested.levels[0].multigrid.cycel = F: unknown key, "
                + "did you mean nested.levels[0].multigrid.cycle? (job.conf: 5)",
            "multigrid.coarsening = [1]: entry 0 must be >= 2 (job.conf: 4)",
            "nested.levels[1].first-solves.cycles = 0: must be >= 1 (job.conf: 5)"),
        message.lines().toList());
  }

  @Test
  void combinationsNeedBothSettings() {
    assertEquals(
        "network.width = 1: must be at least the number of features, 2, with opening = zero-expansion "
            + "(job.conf: 1)",
        errorOf("network { width = 1, opening = zero-expansion }"));
    assertEquals(
        "network.final-time = 1e308: refined 2 times by 2 with zero layers, must stay finite (job.conf: 1)",
        errorOf("network.final-time = 1e308", "nested.interpolation=zero"));
    assertEquals(
        "nested.target-accuracy = [0.9,0.9,0.9]: must be empty where there are no validation examples "
            + "(job.conf: 1)",
        errorOf("nested.target-accuracy = [0.9, 0.9, 0.9]", "data.peaks.validation=0"));
    assertEquals(
        "nested.levels = [{}]: has 1 entry, must be empty or have 3, "
            + "one for each level in nested.iterations (--set)",
        errorOf("", "nested.levels=[{}]"));
    assertEquals(
        List.of(
            "data.scene.cube = \"\": must be a path or URI with data.kind = scene (default)",
            "data.scene.ground-truth = \"\": must be a path or URI with data.kind = scene (default)"),
        errorOf("data.kind = scene").lines().toList());
    assertEquals(
        "data.files.validation.features = \"\": must be given where the labels of the validation set are "
            + "(default)",
        errorOf(
            """
            data { kind = files, files { feature-count = 2, classes = 2
              training { features = a, labels = b }, validation { labels = c } } }
            """));
  }

  @Test
  void whatAveragesOfGradientsDoWithout() {
    assertEquals(
        List.of(
            "optimizer.step.kind = backtracking: must be fixed or one-over-k with optimizer.direction = sgd or adam"
                + " (default)",
            "optimizer.solve-after-step = true: must be false with optimizer.direction = sgd or adam, which solve"
                + " once a step (job.conf: 2)",
            "nested.memory = carry: must be drop with optimizer.direction = sgd or adam, which have no pairs of"
                + " L-BFGS (job.conf: 3)"),
        errorOf("optimizer.direction = adam\noptimizer.solve-after-step = true\nnested.memory = carry")
            .lines()
            .toList());
  }

  @Test
  void theFileItselfMayBeWrong() {
    String syntax = errorOf("network {\n  width = 4\n");
    assertEquals(1, syntax.lines().count(), syntax);
    assertTrue(syntax.startsWith("job.conf: 3: "), syntax);

    String reference = errorOf("network.width = ${no-such-key}");
    assertEquals(1, reference.lines().count(), reference);
    assertTrue(reference.contains("job.conf: 1") && reference.contains("no-such-key"), reference);

    String override = errorOf("", "multigrid.coarsening=[4");
    assertEquals("--set multigrid.coarsening=[4: cannot be read, must be key=value in HOCON", override);

    assertEquals("job.conf: includes itself", errorOf("include \"job.conf\""));
    assertEquals("absent.conf: no such settings file", errorOf("include \"absent.conf\""));
  }

  @Test
  void theFileMayBeMissing() {
    assertEquals("absent.conf: no such settings file", failureOf("absent.conf"));
    assertEquals(
        "file:///absent/job.conf: no such settings file", failureOf("file:///absent/job.conf"));
    assertEquals(
        directory + ": is a directory, must be a settings file", failureOf(directory.toString()));
    String scheme = failureOf("nosuch://host/job.conf");
    assertTrue(scheme.startsWith("nosuch://host/job.conf: cannot be read: "), scheme);
  }

  private static String failureOf(String file) {
    SettingsReader reader = new SettingsReader(new Configuration());
    return assertThrows(UserError.class, () -> reader.read(Optional.of(file), List.of()))
        .getMessage();
  }

  @Test
  void filesAreIncludedAndNothingElse() {
    for (String other : List.of("url(\"http://localhost:1/x\")", "classpath(\"layer-parallel.conf\")")) {
      String error = errorOf("include " + other);
      assertTrue(error.contains("a settings file may include files"), error);
    }
    assertEquals("absent.conf: no such settings file", errorOf("include file(\"absent.conf\")"));
  }

  @Test
  void settingsReferToEnvironmentVariablesOnly() {
    for (String name : List.of("network.layers", "network", "?nested.iterations")) {
      String error = errorOf("\nnetwork.width = ${" + name + "}");
      assertTrue(error.startsWith("job.conf: 2: ${" + name.replace("?", "") + "}: settings refer to"), error);
    }
    String unset = errorOf("network.width = ${LAYER_PARALLEL_NO_SUCH_VARIABLE}");
    assertTrue(unset.contains("job.conf: 1") && unset.contains("LAYER_PARALLEL_NO_SUCH_VARIABLE"), unset);
  }
}
