package org.layerparallel.spark.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.Hierarchy;
import org.layerparallel.network.Network;
import org.layerparallel.train.LevelSettings;
import org.layerparallel.train.SolveOrder;
import org.layerparallel.train.TrainingSettings;

/**
 * What an optimization iteration of one trial does, by docs/design.md, "Spark jobs an optimization iteration" and
 * "Layer steps". A layer step is one product of a layer's matrix with one example, and the pass that goes with it: of
 * the state, of its slopes, of the adjoint or of the gradient. Solves are taken to run to their most cycles, F-points
 * to be recomputed, and the first iterations of a level, with more cycles, are left out. With batches an iteration is
 * an epoch, which visits each of them. All examples are taken for one example block.
 *
 * @param layers residual layers N
 * @param coarseIntervals steps between C-points; the most layer intervals there can be
 * @param visits of a batch, or of all examples
 * @param weightBytes bytes of all residual layers' weights
 * @param stages of a visit, in their order
 */
public record IterationWork(
    int layers, int coarseIntervals, int visits, double weightBytes, List<Stage> stages) {

  public IterationWork {
    stages = List.copyOf(stages);
  }

  /**
   * Examples of a visit.
   *
   * @param all with those to validate with
   * @param training those to train with
   */
  private record Counts(double all, double training) {}

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
    Counts counts = new Counts(((double) training + validation) / batches, (double) training / batches);
    double layer = (double) Double.BYTES * network.residualShape().size();
    int points = Hierarchy.of(network.layers(), level.cycle()).cPoints().steps();
    List<Stage> stages =
        settings.exact()
            ? propagation(network, settings, counts, points * layer)
            : new CycleStages(network, settings, level, counts, points * layer).all();
    return new IterationWork(network.layers(), points, batches, network.layers() * layer, stages);
  }

  /**
   * The work where each cell has the whole network and examples of its own, and classifies them itself; see
   * {@link org.layerparallel.sweep.WholeNetwork}. No state leaves a cell.
   */
  public static IterationWork ofWholeNetwork(
      Network network, TrainingSettings settings, int training, int validation) {
    Counts counts = new Counts((double) training + validation, training);
    double layer = (double) Double.BYTES * network.residualShape().size();
    List<Stage> stages = new ArrayList<>();
    int solves = settings.solveAfterStep() ? 2 : 1;
    for (int solve = 0; solve < solves; solve++) {
      stages.add(
          new Stage(Stage.Kind.SWEEP, counts.all(), 0, 0, 0, 0, counts.all() + counts.training()));
    }
    stages.add(gradient(counts, 0, 0));
    return new IterationWork(network.layers(), 1, 1, network.layers() * layer, stages);
  }

  /** Supersteps of all intervals at once, each of which is a Spark job. */
  public int supersteps() {
    return (int) stagesOf(false).count() * visits;
  }

  /** Layer steps of a layer in these. */
  public double sweepSteps() {
    return visits * stagesOf(false).mapToDouble(Stage::steps).sum();
  }

  /** Sweeps through the intervals one after the other, a superstep for each (serial propagation). */
  public int serialSweeps() {
    return (int) stagesOf(true).count() * visits;
  }

  /** Layer steps of a layer in these. */
  public double serialSteps() {
    return visits * stagesOf(true).mapToDouble(Stage::steps).sum();
  }

  /** Layer steps of the coarse levels, all layers together. */
  public double coarseSteps() {
    return visits * stages.stream().mapToDouble(Stage::coarseSteps).sum();
  }

  /** Examples that are classified, their loss's derivative included. */
  public double classifications() {
    return visits * stages.stream().mapToDouble(Stage::classifications).sum();
  }

  /** Bytes that pass through the driver where it solves the coarse levels, to it and from it together. */
  public double bytes() {
    return visits * stages.stream().mapToDouble(stage -> stage.down() + stage.up() + stage.reported()).sum();
  }

  private Stream<Stage> stagesOf(boolean serial) {
    return stages.stream().filter(stage -> (stage.kind() == Stage.Kind.SERIAL) == serial);
  }

  private static List<Stage> propagation(
      Network network, TrainingSettings settings, Counts counts, double reported) {
    double state = blockBytes(network, counts.all());
    double adjoint = blockBytes(network, counts.training());
    int solves = settings.solveAfterStep() ? 2 : 1;
    List<Stage> stages = new ArrayList<>();
    for (int solve = 0; solve < solves; solve++) {
      boolean last = solve == solves - 1;
      double classified = counts.all() + (last ? counts.training() : 0);
      stages.add(
          new Stage(Stage.Kind.SERIAL, counts.all(), state, state, solve == 0 ? reported : 0, 0, classified));
    }
    stages.add(new Stage(Stage.Kind.SERIAL, 2 * counts.training(), adjoint, adjoint, 0, 0, 0));
    stages.add(gradient(counts, 0, 0));
    return stages;
  }

  /** States once more, adjoint and gradient. */
  private static Stage gradient(Counts counts, double down, double up) {
    return new Stage(Stage.Kind.GRADIENT, 3 * counts.training(), down, up, 0, 0, 0);
  }

  private static double blockBytes(Network network, double examples) {
    return Double.BYTES * network.width() * examples;
  }

  /**
   * Stages of multigrid cycles. What a correction changes goes out with the next superstep; after the last one that is
   * the gradient's.
   */
  private static final class CycleStages {

    private final Network network;
    private final TrainingSettings settings;
    private final LevelSettings level;
    private final Counts counts;
    private final double reported;
    private final Hierarchy hierarchy;
    private final int points;
    private final double correction;
    private final List<Stage> stages = new ArrayList<>();
    private double down;

    CycleStages(
        Network network, TrainingSettings settings, LevelSettings level, Counts counts, double reported) {
      this.network = network;
      this.settings = settings;
      this.level = level;
      this.counts = counts;
      this.reported = reported;
      this.hierarchy = Hierarchy.of(network.layers(), level.cycle());
      this.points = hierarchy.cPoints().steps();
      this.correction = points + coarseCycle(1, level.cycle().kind());
      // The opening's weights have changed, and so u_0.
      this.down = blockBytes(network, counts.training());
    }

    List<Stage> all() {
      boolean together = settings.order() == SolveOrder.TOGETHER;
      int solves = settings.solveAfterStep() ? 2 : 1;
      int states = level.state().maxCycles();
      int adjoints = level.adjoint().maxCycles();
      for (int solve = 0; solve < solves; solve++) {
        int cycles = together ? Math.max(states, adjoints) : states;
        for (int cycle = 0; cycle < cycles; cycle++) {
          boolean state = cycle < states;
          boolean last = cycle == cycles - 1;
          double derivatives = together ? (state ? 1 : 0) + (last ? 1 : 0) : last && solve == solves - 1 ? 1 : 0;
          cycle(
              state,
              together && cycle < adjoints,
              derivatives * counts.training() + (last ? counts.all() : 0));
        }
      }
      for (int cycle = 0; !together && cycle < adjoints; cycle++) {
        cycle(false, true, 0);
      }
      // lambda_0, by which the opening's weights have their gradient.
      stages.add(gradient(counts, down, blockBytes(network, counts.training())));
      return stages;
    }

    private void cycle(boolean state, boolean adjoint, double classified) {
      double states = state ? counts.all() : 0;
      double adjoints = adjoint ? counts.training() : 0;
      // The slopes of states that are not relaxed with it are recomputed.
      double recomputed = adjoint && !state ? counts.training() : 0;
      double blocks = points * blockBytes(network, states + adjoints);
      int sweeps = 1 + level.cycle().cfRelaxationsAt(0);
      for (int sweep = 1; sweep <= sweeps; sweep++) {
        boolean last = sweep == sweeps;
        // After a C-relaxation the C-points come with what they propagate to.
        double up = last ? (sweeps > 1 ? 2 : 1) * blocks : 0;
        double coarse = last ? correction * states + (correction + points) * adjoints : 0;
        stages.add(
            new Stage(
                Stage.Kind.SWEEP,
                states + adjoints + recomputed,
                down,
                up,
                stages.isEmpty() ? reported : 0,
                coarse,
                last ? classified : 0));
        down = 0;
      }
      down = blocks;
    }

    /** Steps of a cycle from {@code number} down, as {@code mgrit.CoarseCycle} makes them. */
    private double coarseCycle(int number, CycleKind kind) {
      int steps = hierarchy.grid(number).steps();
      int coarsest = hierarchy.levels() - 1;
      if (number == coarsest) {
        return steps;
      }
      // F-points: before the CF-relaxations, with each, and after the correction. C-points: with each, and twice to
      // restrict.
      double own = (level.cycle().cfRelaxationsAt(number) + 2.0) * steps;
      double below = coarseCycle(number + 1, kind);
      boolean again = kind == CycleKind.F && number + 1 < coarsest;
      return own + below + (again ? coarseCycle(number + 1, CycleKind.V) : 0);
    }
  }
}
