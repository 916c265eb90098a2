package org.layerparallel.spark.experiment;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.job.Execution;
import org.layerparallel.spark.ml.PerceptronTraining;
import org.layerparallel.spark.report.ExperimentSummary;
import org.layerparallel.spark.report.PastRun;
import org.layerparallel.spark.report.SpreadPlot;
import org.layerparallel.spark.report.html.HtmlReport;
import org.layerparallel.spark.report.html.Section;
import org.layerparallel.spark.report.html.Table;

/**
 * Nested layer-parallel training beside Spark's own multilayer perceptron, on the same examples, with layers of the
 * same width, several depths and seeds of each: accuracy, time, and the depth that still learns. The perceptrons, which
 * take seconds, are trained anew with every call.
 */
public final class Perceptron implements Experiment {

  private static final String PROBLEM = "problem";
  private static final String METHOD = "method";
  private static final String DEPTH = "depth";

  private static final String OURS = "layer-parallel";
  private static final String SPARKS = "perceptron";

  /** Layers of the finest of three nested levels for each layer of the coarsest. */
  private static final int FINEST_BY_COARSEST = 4;

  private static final int QUICK_ITERATIONS = 20;

  private final Depths depths;
  private final int iterations;
  private final int seeds;
  private final Optional<String> sceneConfig;

  /**
   * Numbers of layers.
   *
   * @param hidden of the perceptron
   * @param peaks of the finest network on the peaks problem
   * @param scene of the finest network on the scene
   */
  public record Depths(List<Integer> hidden, List<Integer> peaks, List<Integer> scene) {

    public Depths {
      hidden = requireMultiples("--hidden", hidden, 1);
      peaks = requireMultiples("--layers", peaks, FINEST_BY_COARSEST);
      scene = requireMultiples("--scene-layers", scene, FINEST_BY_COARSEST);
    }

    private static List<Integer> requireMultiples(String option, List<Integer> layers, int of) {
      for (int number : layers) {
        if (number < of || number % of != 0) {
          throw new UserError(
              option + " " + layers + ": " + number + " must be a multiple of " + of + ", and positive");
        }
      }
      return List.copyOf(layers);
    }
  }

  /**
   * What is learned.
   *
   * @param request with the settings file of its own
   * @param layers of the finest networks
   * @param iterations on the three nested levels
   */
  private record Problem(String name, Request request, List<Integer> layers, int[] iterations) {

    PlannedRun run(String method) {
      Map<String, String> factors = new LinkedHashMap<>();
      factors.put(PROBLEM, name);
      factors.put(METHOD, method);
      return new PlannedRun(name + "-" + method, factors, List.of());
    }
  }

  /**
   * @param iterations of a perceptron's L-BFGS at most, at least 1
   * @param seeds initial weights drawn for each depth, at least 1
   * @param sceneConfig settings file of a scene, which is learned too then
   * @throws UserError if there are fewer iterations or seeds
   */
  public Perceptron(Depths depths, int iterations, int seeds, Optional<String> sceneConfig) {
    requirePositive("--perceptron-iterations", iterations);
    requirePositive("--seeds", seeds);
    this.depths = depths;
    this.iterations = iterations;
    this.seeds = seeds;
    this.sceneConfig = sceneConfig;
  }

  private static void requirePositive(String option, int value) {
    if (value < 1) {
      throw new UserError(option + " " + value + ": must be >= 1");
    }
  }

  @Override
  public String name() {
    return "perceptron";
  }

  /** The job's own: what the paper's experiments put in its place is theirs. */
  @Override
  public List<String> defaults() {
    return List.of("optimizer.step.on-failure=recover");
  }

  @Override
  public void run(Request request, PrintStream out) throws IOException {
    List<FinishedRun> runs = new ArrayList<>();
    List<Section> sections = new ArrayList<>();
    Results results = new Results(name(), request, out);
    for (Problem problem : problems(request)) {
      List<FinishedRun> ofProblem = new ArrayList<>(perceptrons(problem, out));
      ofProblem.addAll(ours(problem, out));
      sections.add(section(problem, ofProblem, results));
      runs.addAll(ofProblem);
    }
    results.raw(runs);
    results.report(new HtmlReport("Beside Spark's multilayer perceptron", ExperimentSummary.line(), sections));
  }

  private List<Problem> problems(Request request) {
    List<Problem> problems = new ArrayList<>();
    problems.add(new Problem("peaks", request, depths.peaks(), new int[] {200, 125, 75}));
    sceneConfig.ifPresent(
        file -> problems.add(new Problem("scene", request.of(file), depths.scene(), new int[] {200, 100, 50})));
    return problems;
  }

  private List<FinishedRun> ours(Problem problem, PrintStream out) throws IOException {
    List<PlannedRun> plan = new ArrayList<>();
    for (int layers : problem.layers()) {
      PlannedRun run =
          problem
              .run(OURS)
              .with(
                  DEPTH,
                  Integer.toString(layers),
                  "network.layers=" + layers / FINEST_BY_COARSEST,
                  problem.request().iterations(problem.iterations()));
      plan.addAll(Hyperparameters.seeds(run, seeds));
    }
    Laboratory laboratory = new Laboratory(problem.request(), out);
    if (!laboratory.hasTrained(plan)) {
      laboratory.warmUp(plan.get(0));
    }
    return laboratory.oneByOne(plan);
  }

  private List<FinishedRun> perceptrons(Problem problem, PrintStream out) {
    JobSettings settings = problem.request().settings();
    int width = settings.training().architecture().width();
    int most = problem.request().quick() ? QUICK_ITERATIONS : iterations;
    List<FinishedRun> runs = new ArrayList<>();
    try (Execution execution = new Execution(settings.execution());
        PerceptronTraining training = new PerceptronTraining(execution, settings.data())) {
      // For nothing, so that the JVM has compiled what the next ones spend their time with.
      training.run(new PerceptronTraining.Shape(1, width, QUICK_ITERATIONS, 1));
      for (int hidden : depths.hidden()) {
        for (PlannedRun planned :
            Hyperparameters.seeds(problem.run(SPARKS).with(DEPTH, Integer.toString(hidden)), seeds)) {
          long seed = Long.parseLong(planned.factor(Hyperparameters.SEED));
          PerceptronTraining.Outcome outcome =
              training.run(new PerceptronTraining.Shape(hidden, width, most, seed));
          runs.add(new FinishedRun(planned, past(hidden, most, outcome)));
          out.printf(
              Locale.ROOT,
              "%s: validation accuracy %.2f %%, training %.2f %%, %d iterations, %.1f s%n",
              planned.id(),
              outcome.validationAccuracy(),
              outcome.trainAccuracy(),
              outcome.iterations(),
              outcome.seconds());
        }
      }
    }
    return runs;
  }

  /** Its objective is another one than ours, which nothing is to be compared with. */
  private static PastRun past(int hidden, int most, PerceptronTraining.Outcome outcome) {
    String reason = outcome.iterations() < most ? "converged" : "iterations";
    PastRun.Level level =
        new PastRun.Level(hidden, outcome.iterations(), reason, outcome.seconds() / Math.max(1, outcome.iterations()));
    return new PastRun(
        outcome.validationAccuracy(),
        outcome.trainAccuracy(),
        Double.NaN,
        Double.NaN,
        outcome.seconds(),
        List.of(level),
        List.of());
  }

  private static Section section(Problem problem, List<FinishedRun> runs, Results results) {
    Map<String, List<FinishedRun>> groups = new LinkedHashMap<>();
    for (FinishedRun run : runs) {
      String group = run.planned().factor(METHOD) + " " + run.planned().factor(DEPTH);
      groups.computeIfAbsent(group, name -> new ArrayList<>()).add(run);
    }
    Map<String, List<Double>> accuracies = new LinkedHashMap<>();
    groups.forEach((name, group) -> accuracies.put(name, group.stream().map(FinishedRun::accuracy).toList()));
    String title = problem.name() + ": validation accuracy by method and depth";
    results.file(
        "accuracy-" + problem.name() + ".png",
        stream -> SpreadPlot.write(stream, title, "validation accuracy [%]", accuracies));
    return new Section(
        problem.name(),
        "Depth: hidden layers of the perceptron, residual layers of the layer-parallel training's finest network."
            + " Accuracies in percent, over the seeds; seconds and iterations are means. Relative: time by that of the"
            + " first row.",
        List.of(table(groups), Charts.spread(title, "validation accuracy, %", accuracies)));
  }

  private static Table table(Map<String, List<FinishedRun>> groups) {
    List<List<String>> rows = new ArrayList<>();
    Optional<Double> first = Optional.empty();
    for (List<FinishedRun> group : groups.values()) {
      Spread validation = Spread.of(group);
      double seconds = mean(group, PastRun::wallSeconds);
      double unit = first.orElse(seconds);
      first = Optional.of(unit);
      rows.add(
          List.of(
              group.get(0).planned().factor(METHOD),
              group.get(0).planned().factor(DEPTH),
              Integer.toString(group.size()),
              Text.of("%.1f", validation.mean()),
              Text.of("%.1f", validation.min()),
              Text.of("%.1f", validation.max()),
              Text.of("%.1f", mean(group, PastRun::trainAccuracy)),
              Text.of("%.0f", mean(group, run -> run.levels().stream().mapToInt(PastRun.Level::iterations).sum())),
              Text.of("%.1f", seconds),
              Text.of("%.1f", seconds / unit)));
    }
    List<String> header =
        List.of(
            METHOD, DEPTH, "runs", "validation", "min", "max", "training set", "iterations", "s", "relative");
    return new Table("", header, rows, Table.columns(1, header.size()));
  }

  private static double mean(List<FinishedRun> group, ToDoubleFunction<PastRun> figure) {
    return group.stream().mapToDouble(run -> figure.applyAsDouble(run.run())).average().orElseThrow();
  }
}
