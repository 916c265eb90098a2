package org.layerparallel.spark.cost;

import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.Hierarchy;
import org.layerparallel.network.Network;
import org.layerparallel.train.LevelSettings;
import org.layerparallel.train.SolveOrder;
import org.layerparallel.train.TrainingSettings;

/**
 * What an optimization iteration of one trial does, by docs/design.md, "Spark jobs an optimization iteration" and
 * "Layer steps". A layer step is one product of a layer's matrix with one example, and the pass that goes with it: of the
 * state, of its slopes, of the adjoint or of the gradient. Solves are taken to run to their most cycles, F-points to be
 * recomputed, and the first iterations of a level, with more cycles, are left out. With batches an iteration is an epoch,
 * which visits each of them.
 *
 * @param layers residual layers N
 * @param coarseIntervals steps between C-points; the most layer intervals there can be
 * @param supersteps sweeps of all intervals at once, and the gradient; each is a Spark job
 * @param sweepSteps layer steps of a layer in these
 * @param serialSweeps sweeps through the intervals one after the other, a superstep for each (serial propagation)
 * @param serialSteps layer steps of a layer in these
 * @param coarseSteps layer steps of the coarse levels, all layers together
 * @param classifications examples that are classified on the driver, their loss's derivative included
 * @param bytes that pass through the driver, to it and from it together
 */
public record IterationWork(
    int layers,
    int coarseIntervals,
    int supersteps,
    double sweepSteps,
    int serialSweeps,
    double serialSteps,
    double coarseSteps,
    double classifications,
    double bytes) {

  /**
   * Examples of an iteration.
   *
   * @param all with those to validate with
   * @param training those to train with
   * @param batches into which they are cut
   */
  private record Counts(double all, double training, int batches) {}

  /**
   * The work of an iteration on a level.
   *
   * @param network of the level
   * @param settings whose order of solves counts, and the like
   * @param level whose cycles count
   * @param training training examples
   * @param validation validation examples
   */
  public static IterationWork of(
      Network network, TrainingSettings settings, LevelSettings level, int training, int validation) {
    int size = settings.batching().size();
    int batches = size == 0 ? 1 : (training - 1) / size + 1;
    Counts counts = new Counts((double) training + validation, training, batches);
    return settings.exact()
        ? ofPropagation(network, settings, level, counts)
        : ofCycles(network, settings, level, counts);
  }

  private static IterationWork ofCycles(
      Network network, TrainingSettings settings, LevelSettings level, Counts counts) {
    CycleSettings cycle = level.cycle();
    Hierarchy hierarchy = Hierarchy.of(network.layers(), cycle);
    int points = hierarchy.cPoints().steps();
    boolean together = settings.order() == SolveOrder.TOGETHER;
    int solves = settings.solveAfterStep() ? 2 : 1;
    int adjointSolves = together ? solves : 1;
    int stateCycles = solves * level.state().maxCycles();
    int adjointCycles = adjointSolves * level.adjoint().maxCycles();
    // Of the adjoint's cycles, those that come with a cycle of the state have its slopes; others recompute them.
    int shared = together ? Math.min(stateCycles, adjointCycles) : 0;
    int sweeps = 1 + cycle.cfRelaxationsAt(0);
    double state = stateCycles * counts.all();
    double adjoint = adjointCycles * counts.training();
    double recomputed = (adjointCycles - shared) * counts.training();
    double correction = points + coarseCycle(hierarchy, cycle, 1, cycle.kind());
    // To the intervals the C-points; back what they propagate to, and after a C-relaxation the C-points too.
    double blocks = points * (sweeps > 1 ? 3.0 : 2.0) * (state + adjoint) + 2 * counts.training();
    return new IterationWork(
        network.layers(),
        points,
        counts.batches() * ((stateCycles + adjointCycles - shared) * sweeps + 1),
        sweeps * (state + adjoint + recomputed) + gradientSteps(counts),
        0,
        0,
        correction * state + (correction + points) * adjoint,
        classified(counts, together ? stateCycles + solves : 1, solves),
        (double) Double.BYTES * (network.width() * blocks + counts.batches() * reported(network, points)));
  }

  private static IterationWork ofPropagation(
      Network network, TrainingSettings settings, LevelSettings level, Counts counts) {
    int states = settings.solveAfterStep() ? 2 : 1;
    int points = Hierarchy.of(network.layers(), level.cycle()).cPoints().steps();
    double blocks = 2 * (states * counts.all() + counts.training());
    return new IterationWork(
        network.layers(),
        points,
        counts.batches(),
        gradientSteps(counts),
        counts.batches() * (states + 1),
        states * counts.all() + 2 * counts.training(),
        0,
        classified(counts, 1, states),
        (double) Double.BYTES * (network.width() * blocks + counts.batches() * reported(network, points)));
  }

  /** States once more, adjoint and gradient. */
  private static double gradientSteps(Counts counts) {
    return 3 * counts.training();
  }

  private static double classified(Counts counts, int derivatives, int evaluations) {
    return derivatives * counts.training() + evaluations * counts.all();
  }

  /** Weights of the layers at C-points, which a trial answers. */
  private static double reported(Network network, int points) {
    return (double) points * network.residualShape().size();
  }

  /** Steps of a cycle from {@code level} down, as {@code mgrit.CoarseCycle} makes them. */
  private static double coarseCycle(
      Hierarchy hierarchy, CycleSettings cycle, int level, CycleKind kind) {
    int steps = hierarchy.grid(level).steps();
    int coarsest = hierarchy.levels() - 1;
    if (level == coarsest) {
      return steps;
    }
    // F-points: before the CF-relaxations, with each, and after the correction. C-points: with each, and twice to restrict.
    double own = (cycle.cfRelaxationsAt(level) + 2.0) * steps;
    double below = coarseCycle(hierarchy, cycle, level + 1, kind);
    boolean again = kind == CycleKind.F && level + 1 < coarsest;
    return own + below + (again ? coarseCycle(hierarchy, cycle, level + 1, CycleKind.V) : 0);
  }
}
