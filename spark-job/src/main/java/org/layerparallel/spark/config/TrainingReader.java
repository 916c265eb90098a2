package org.layerparallel.spark.config;

import com.typesafe.config.Config;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.layerparallel.network.Activation;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Relu;
import org.layerparallel.network.SmoothedRelu;
import org.layerparallel.network.Tanh;
import org.layerparallel.objective.Regularization;
import org.layerparallel.objective.Weighting;
import org.layerparallel.optim.Adam;
import org.layerparallel.optim.Averaging;
import org.layerparallel.optim.Direction;
import org.layerparallel.optim.Lbfgs;
import org.layerparallel.optim.Momentum;
import org.layerparallel.optim.SearchFailure;
import org.layerparallel.optim.StepRule;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.sweep.GradientRule;
import org.layerparallel.sweep.Interpolation;
import org.layerparallel.train.Batching;
import org.layerparallel.train.LevelSettings;
import org.layerparallel.train.RefinementRule;
import org.layerparallel.train.SolveOrder;

/** Reads the sections that make up a {@link TrainingPlan}. */
final class TrainingReader {

  private final Section network;
  private final Section objective;
  private final Section nested;
  private final Section optimizer;
  private final LevelsReader levels;
  private final Problems problems;

  TrainingReader(Config settings, Config defaults, Problems problems) {
    network = Section.of("network", settings, defaults, problems);
    objective = Section.of("objective", settings, defaults, problems);
    nested = Section.of("nested", settings, defaults, problems);
    optimizer = Section.of("optimizer", settings, defaults, problems);
    levels = new LevelsReader(settings, defaults, problems);
    this.problems = problems;
  }

  /**
   * The training plan, held against what is known of the data before they are read.
   *
   * @param data features and classes, if known
   * @param validated whether there are validation examples
   * @throws UserError if these or other settings have problems
   */
  TrainingPlan read(Optional<DataShape> data, boolean validated) {
    int width = network.integer("width", Range.atLeast(1));
    int layers = network.integer("layers", Range.atLeast(1));
    double finalTime = network.number("final-time", Range.POSITIVE);
    OpeningKind opening = network.choice("opening", Choices.of(OpeningKind.class));
    Activation activation = activation();
    BiasKind bias = network.choice("bias", Choices.of(BiasKind.class));
    Architecture architecture = new Architecture(width, layers, finalTime, activation, bias, opening);
    Regularization regularization = regularization();
    Direction direction = direction();
    StepRule step = step();
    Batching batching =
        new Batching(
            optimizer.integer("batch-size", Range.atLeast(0)), optimizer.wholeNumber("batch-seed"));
    double gradientTolerance = optimizer.number("gradient-tolerance", Range.atLeast(0));
    boolean solveAfterStep = optimizer.flag("solve-after-step");
    boolean exact = optimizer.flag("exact");
    SolveOrder order = optimizer.choice("solves", Choices.of(SolveOrder.class));
    GradientRule gradientRule = optimizer.choice("gradient", Choices.of(GradientRule.class));
    RefinementRule refinement = refinement();
    checkTogether(direction, step, batching, solveAfterStep, refinement);
    List<LevelSettings> perLevel = levels.read(validated);

    if (!problems.in("data.")) {
      data.flatMap(architecture::widthProblem)
          .ifPresent(problem -> network.reject("width", problem));
    }
    checkFinest(architecture, refinement, perLevel.size() - 1);
    problems.failIfAny();
    return new TrainingPlan(
        architecture,
        regularization,
        direction,
        step,
        batching,
        gradientTolerance,
        solveAfterStep,
        exact,
        order,
        gradientRule,
        refinement,
        perLevel);
  }

  private RefinementRule refinement() {
    return new RefinementRule(
        nested.integer("refinement-factor", Range.atLeast(2)),
        nested.choice("interpolation", Choices.of(Interpolation.class)),
        nested.choice("memory", Choices.of(RefinementRule.Memory.class)),
        nested.choice("states", Choices.of(RefinementRule.States.class)));
  }

  /** Rejects what makes no sense with averages of gradients, or without them. */
  private void checkTogether(
      Direction direction,
      StepRule step,
      Batching batching,
      boolean solveAfterStep,
      RefinementRule refinement) {
    if (!(direction instanceof Averaging)) {
      if (batching.size() > 0) {
        optimizer.reject("batch-size", "must be 0 unless optimizer.direction is sgd or adam");
      }
      return;
    }
    String why = " with optimizer.direction = sgd or adam";
    if (!(step instanceof StepRule.Schedule)) {
      optimizer.reject("step.kind", "must be fixed or one-over-k" + why);
    }
    if (solveAfterStep) {
      optimizer.reject("solve-after-step", "must be false" + why + ", which solve once a step");
    }
    if (refinement.memory() == RefinementRule.Memory.CARRY) {
      nested.reject("memory", "must be drop" + why + ", which have no pairs of L-BFGS");
    }
  }

  /** Rejects what leads, after so many refinements, to no network. */
  private void checkFinest(Architecture coarsest, RefinementRule refinement, int times) {
    double growth = Math.pow(refinement.factor(), times);
    String refined = "refined " + times + " times by " + refinement.factor();
    if (coarsest.layers() * growth > Integer.MAX_VALUE) {
      network.reject(
          "layers", refined + ", must give at most " + Integer.MAX_VALUE + " layers");
    }
    if (refinement.interpolation() == Interpolation.ZERO
        && Double.isInfinite(coarsest.finalTime() * growth)) {
      network.reject("final-time", refined + " with zero layers, must stay finite");
    }
  }

  private Activation activation() {
    double eta = network.number("activation.eta", Range.POSITIVE);
    Map<String, Activation> kinds = new LinkedHashMap<>();
    kinds.put("smoothed-relu", new SmoothedRelu(eta));
    kinds.put("relu", new Relu());
    kinds.put("tanh", new Tanh());
    return network.choice("activation.kind", kinds);
  }

  private Regularization regularization() {
    return new Regularization(
        objective.number("tikhonov", Range.atLeast(0)),
        objective.number("time-derivative", Range.atLeast(0)),
        objective.number("classification", Range.atLeast(0)),
        objective.choice("weighting", Choices.of(Weighting.class)));
  }

  private Direction direction() {
    int memory = optimizer.integer("memory", Range.atLeast(1));
    boolean safeguard = optimizer.flag("curvature-safeguard");
    Map<String, Direction> directions = new LinkedHashMap<>();
    directions.put("lbfgs", new Lbfgs(memory, safeguard));
    directions.put("steepest-descent", Lbfgs.steepestDescent());
    directions.put("sgd", new Momentum(optimizer.number("momentum", Range.UNIT_BELOW_ONE)));
    directions.put(
        "adam",
        new Adam(
            optimizer.number("adam.beta1", Range.UNIT_BELOW_ONE),
            optimizer.number("adam.beta2", Range.UNIT_BELOW_ONE),
            optimizer.number("adam.epsilon", Range.POSITIVE)));
    return optimizer.choice("direction", directions);
  }

  private StepRule step() {
    double initial = optimizer.number("step.initial", Range.POSITIVE);
    Map<String, StepRule> rules = new LinkedHashMap<>();
    rules.put(
        "backtracking",
        new StepRule.Backtracking(
            initial,
            optimizer.number("step.reduction", Range.OPEN_UNIT),
            optimizer.number("step.sufficient-decrease", Range.UNIT_BELOW_ONE),
            optimizer.integer("step.max-trials", Range.atLeast(1)),
            optimizer.choice("step.on-failure", Choices.of(SearchFailure.class))));
    rules.put("fixed", new StepRule.Fixed(initial));
    rules.put("one-over-k", new StepRule.OneOverK(initial));
    return optimizer.choice("step.kind", rules);
  }
}
