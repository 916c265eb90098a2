package org.layerparallel.spark.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.StopRule;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.SmoothedRelu;
import org.layerparallel.optim.Adam;
import org.layerparallel.optim.Lbfgs;
import org.layerparallel.optim.Momentum;
import org.layerparallel.optim.SearchFailure;
import org.layerparallel.optim.StepRule;
import org.layerparallel.spark.data.PixelDraw;
import org.layerparallel.spark.data.Sampling;
import org.layerparallel.spark.data.SceneFiles;
import org.layerparallel.train.Batching;
import org.layerparallel.train.FirstSolves;
import org.layerparallel.sweep.Interpolation;
import org.layerparallel.train.LevelSettings;
import org.layerparallel.train.RefinementRule;

/** Settings that are right: their values, which source wins, and that the resolved text gives them again. */
class SettingsReaderTest extends SettingsTest {

  @Test
  void defaultsAreTheMainJob() {
    JobSettings settings = readWith();
    assertEquals(new DataSettings.Peaks(5000, 1000, 1, 256), settings.data());
    assertEquals(Optional.of(new DataShape(2, 5)), settings.data().shape());
    TrainingPlan training = settings.training();
    assertEquals(new SmoothedRelu(0.1), training.architecture().activation());
    assertEquals(OpeningKind.DENSE, training.architecture().opening());
    assertEquals(new Lbfgs(10, true), training.direction());
    assertEquals(
        new StepRule.Backtracking(1, 0.5, 1e-4, 15, SearchFailure.RECOVER), training.step());
    assertEquals(
        List.of(200, 125, 75), training.levels().stream().map(LevelSettings::iterations).toList());
    assertEquals(64, training.layersAt(2));
    LevelSettings level = training.levels().get(0);
    assertEquals(LevelSettings.NO_TARGET, level.targetAccuracy());
    assertEquals(List.of(4, 2), level.cycle().coarsening());
    assertEquals(List.of(0, 1), level.cycle().cfRelaxations());
    assertEquals(StopRule.cycles(2), level.state());
    assertEquals(new FirstSolves(3, 10, 0), level.firstSolves());
    assertEquals(Optional.empty(), settings.start().file());
    assertEquals(ProgressKind.AUTO, settings.progress());
  }

  @Test
  void theShippedSettingsFileIsTheMainJob() {
    String file = Path.of(System.getProperty("basedir", "."), "../data/peaks.conf").toString();
    JobSettings settings =
        new SettingsReader(new Configuration(false)).read(Optional.of(file), List.of());
    assertEquals(64, settings.training().layersAt(2));
    assertEquals(8, settings.training().architecture().width());
    assertEquals(new DataSettings.Peaks(5000, 1000, 1, 256), settings.data());
  }

  @Test
  void overridesWinOverTheFileAndTheLastOverrideOverAll() throws IOException {
    JobSettings settings =
        readFile(
            "network { width = 4, layers = 6 }",
            "network.width=5",
            "network.width = 7",
            "nested.iterations=[3, 2]",
            "output.dir=hdfs://name:9000/a b//c",
            "output.overwrite=true",
            "network.activation={kind=tanh}");
    assertEquals(7, settings.training().architecture().width());
    assertEquals(6, settings.training().architecture().layers());
    assertEquals(2, settings.training().levels().size());
    assertEquals("hdfs://name:9000/a b//c", settings.output().dir());
    assertTrue(settings.output().overwrite());
    assertEquals("Tanh", settings.training().architecture().activation().getClass().getSimpleName());
  }

  @Test
  void numbersMayBeQuotedOrInScientificNotation() throws IOException {
    JobSettings settings =
        readFile("network { width = \"12\", final-time = \"2.5\" }", "data.peaks.training=1e3");
    assertEquals(12, settings.training().architecture().width());
    assertEquals(2.5, settings.training().architecture().finalTime());
    assertEquals(new DataSettings.Peaks(1000, 1000, 1, 256), settings.data());
  }

  @Test
  void howALevelFollowsFromTheOneBefore() throws IOException {
    assertEquals(
        new RefinementRule(
            2, Interpolation.CONSTANT, RefinementRule.Memory.DROP, RefinementRule.States.ZERO),
        readFile("").training().refinement());
    TrainingPlan training =
        readFile(
                """
                network { layers = 4, final-time = 2 }
                nested { refinement-factor = 3, interpolation = zero, memory = carry, states = interpolated }
                """)
            .training();
    assertEquals(
        new RefinementRule(
            3, Interpolation.ZERO, RefinementRule.Memory.CARRY, RefinementRule.States.INTERPOLATED),
        training.refinement());
    assertEquals(36, training.layersAt(2));
    assertEquals(18, training.on(new DataShape(2, 5)).networkAt(2).finalTime(), "T");
  }

  @Test
  void aLevelMayHaveExceptions() throws IOException {
    TrainingPlan training =
        readFile(
                """
                multigrid { state.cycles = 3 }
                nested {
                  iterations = [5, 4]
                  target-accuracy = [0.5, 1]
                  levels = [
                    {}
                    { multigrid { cycle = F, adjoint.cycles = 7 }
                      first-solves { kind = adaptive, cycles = 20, drop = 1e-3 } }
                  ]
                }
                """)
            .training();
    LevelSettings coarse = training.levels().get(0);
    LevelSettings fine = training.levels().get(1);
    assertEquals(CycleKind.V, coarse.cycle().kind());
    assertEquals(CycleKind.F, fine.cycle().kind());
    assertEquals(3, fine.state().maxCycles());
    assertEquals(2, coarse.adjoint().maxCycles());
    assertEquals(7, fine.adjoint().maxCycles());
    assertEquals(new FirstSolves(3, 10, 0), coarse.firstSolves());
    assertEquals(new FirstSolves(3, 20, 1e-3), fine.firstSolves());
    assertEquals(0.5, coarse.targetAccuracy());
    assertEquals(1, fine.targetAccuracy());
  }

  @Test
  void dataComesFromFiles() throws IOException {
    JobSettings settings =
        readFile(
            """
            data { kind = files, files {
              feature-count = 3, classes = 4, header = yes
              training { features = "hdfs://n/f.csv", labels = "/l.csv" }
            } }
            """);
    DataSettings.Files files = assertInstanceOf(DataSettings.Files.class, settings.data());
    assertEquals(new DataSettings.FilePair("hdfs://n/f.csv", "/l.csv"), files.trainingSet());
    assertFalse(files.validated());
    assertTrue(files.layout().header());
    assertEquals(Optional.of(new DataShape(3, 4)), settings.data().shape());
  }

  @Test
  void dataComeFromAScene() {
    DataSettings.Scene scene =
        assertInstanceOf(
            DataSettings.Scene.class,
            readWith(
                    "data.kind=scene",
                    "data.scene.cube=hdfs://n/c.mat",
                    "data.scene.cube-key=c",
                    "data.scene.ground-truth=/t.mat",
                    "data.scene.training=50",
                    "data.scene.validation=others",
                    "data.scene.sampling=uniform",
                    "data.scene.seed=9",
                    "data.scene.class-names=[Corn, \"Grass, mowed\"]")
                .data());
    assertEquals(new SceneFiles("hdfs://n/c.mat", "c", "/t.mat", ""), scene.files());
    assertEquals(50, scene.training());
    assertEquals(PixelDraw.ALL_OTHERS, scene.validation());
    assertTrue(scene.validated());
    assertEquals(Sampling.UNIFORM, scene.sampling());
    assertEquals(9, scene.seed());
    assertEquals(List.of("Corn", "Grass, mowed"), scene.classNames());
    assertEquals(Optional.empty(), scene.shape());
  }

  @Test
  void theShippedSceneTakesBothCubes() {
    String file = Path.of(System.getProperty("basedir", "."), "../data/indian-pines.conf").toString();
    JobSettings settings =
        new SettingsReader(new Configuration(false)).read(Optional.of(file), List.of());
    DataSettings.Scene scene = assertInstanceOf(DataSettings.Scene.class, settings.data());
    assertEquals(16, scene.classNames().size());
    TrainingPlan training = settings.training();
    assertEquals(128, training.layersAt(2));
    for (int bands : new int[] {200, 220}) {
      assertEquals(220, training.on(new DataShape(bands, 16)).networkAt(2).width());
    }
    assertEquals(
        Optional.of("must be at least the number of features, 221, with opening = zero-expansion"),
        training.architecture().widthProblem(new DataShape(221, 16)));
  }

  @Test
  void otherRulesAndDirections() {
    TrainingPlan fixed =
        readWith("optimizer.step.kind=fixed", "optimizer.step.initial=0.1").training();
    assertEquals(new StepRule.Fixed(0.1), fixed.step());
    TrainingPlan falling =
        readWith("optimizer.step.kind=one-over-k", "optimizer.direction=steepest-descent")
            .training();
    assertEquals(new StepRule.OneOverK(1), falling.step());
    assertEquals(Lbfgs.steepestDescent(), falling.direction());
  }

  @Test
  void averagesOfGradientsOfBatches() {
    TrainingPlan sgd =
        readWith(
                "optimizer.direction=sgd", "optimizer.momentum=0", "optimizer.step.kind=one-over-k",
                "optimizer.batch-size=100", "optimizer.batch-seed=-7")
            .training();
    assertEquals(new Momentum(0), sgd.direction());
    assertEquals(new Batching(100, -7), sgd.batching());
    TrainingPlan adam =
        readWith("optimizer.direction=adam", "optimizer.step.kind=fixed", "optimizer.adam.beta1=0.8").training();
    assertEquals(new Adam(0.8, 0.999, 1e-8), adam.direction());
    assertEquals(new Batching(0, 1), adam.batching());
  }

  @Test
  void anIncludedFileIsFoundNextToTheIncludingOne() throws IOException {
    file("base.conf", "network.width = 3");
    JobSettings settings = readFile("include \"base.conf\"\nnetwork.layers = 2");
    assertEquals(3, settings.training().architecture().width());
    assertEquals(2, settings.training().architecture().layers());
  }

  @Test
  void environmentVariablesAreFilledIn() throws IOException {
    Map.Entry<String, String> variable =
        System.getenv().entrySet().stream()
            .filter(entry -> entry.getKey().matches("[A-Za-z_]+") && !entry.getValue().isBlank())
            .findFirst()
            .orElseThrow();
    JobSettings settings =
        readFile(
            "output.dir = ${" + variable.getKey() + "}\nnetwork.width = 6\nnetwork.width = ${?NO_SUCH_VARIABLE}\n"
                + "nested.iterations = [2]\nnested.iterations += 3");
    assertEquals(variable.getValue(), settings.output().dir());
    assertEquals(6, settings.training().architecture().width());
    assertEquals(2, settings.training().levels().size());
  }

  @Test
  void aSettingsFileMayBeAUri() throws IOException {
    Path file = file("job.conf", "network.width = 3");
    JobSettings settings =
        new SettingsReader(new Configuration())
            .read(Optional.of(file.toUri().toString()), List.of());
    assertEquals(3, settings.training().architecture().width());
  }

  @Test
  void theResolvedTextGivesTheSameSettings() throws IOException {
    JobSettings settings =
        readFile(
            "network { width = 6, final-time = 1e0, opening = zero-expansion }",
            "nested.iterations=[2,1]",
            "nested.levels=[{}, {multigrid {cycle = F, coarsening = [2]}}]",
            "initial-weights.file=/tmp/a \"quoted\" file#1",
            "objective.tikhonov=3.3e-7",
            "data.peaks.seed=-9007199254740993");
    JobSettings again = readFile(settings.resolved());
    assertEquals(settings, again);
    assertEquals(-9007199254740993L, ((DataSettings.Peaks) again.data()).seed());
    assertEquals(Optional.of("/tmp/a \"quoted\" file#1"), again.start().file());
    assertTrue(settings.resolved().contains("\nnetwork.width = 6\n"), settings.resolved());
  }

  @Test
  void settingsAreReadAgainFromTheTextThatKeepsThem() {
    JobSettings settings = readWith("network.width=7", "nested.iterations=[3,2]", "objective.tikhonov=1e-7");
    JobSettings again = new SettingsReader(new Configuration(false)).parse(settings.resolved());
    assertEquals(settings.resolved(), again.resolved());
    assertEquals(settings.training(), again.training());
    assertEquals(List.of(), SettingsText.differences(settings.resolved(), again.resolved()));
  }

  @Test
  void runsDifferByWhatDecidesTheirWeights() {
    String one = readWith("execution.threads=1", "output.dir=a", "progress.kind=none").resolved();
    String two =
        readWith("execution.threads=2", "output.dir=b", "objective.tikhonov=1e-7", "nested.iterations=[3]").resolved();
    assertEquals(List.of("nested.iterations", "objective.tikhonov"), SettingsText.differences(one, two));
    assertEquals(
        List.of("network.width"), SettingsText.differences(one, one.replaceAll("(?m)^network\\.width = .*$", "")));
  }

  @Test
  void aSettingIsFoundInTheTextThatKeepsIt() {
    String resolved = readWith("execution.example-blocks=4").resolved();
    assertEquals(Optional.of("4"), SettingsText.value(resolved, "execution.example-blocks"));
    String older = resolved.replaceAll("(?m)^execution\\.example-blocks = .*$", "");
    assertEquals(Optional.empty(), SettingsText.value(older, "execution.example-blocks"));
  }
}
