package org.layerparallel.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;
import org.layerparallel.SerialNetwork;
import org.layerparallel.interval.LocalIntervals;
import org.layerparallel.linalg.ExampleBlocks;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.linalg.Workers;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.Hierarchy;
import org.layerparallel.mgrit.RandomCycles;
import org.layerparallel.mgrit.TimeGrid;
import org.layerparallel.network.Activation;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.LabelledBlock;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Relu;
import org.layerparallel.network.SmoothedRelu;
import org.layerparallel.network.Tanh;
import org.layerparallel.objective.Regularization;
import org.layerparallel.objective.Weighting;

/**
 * Multigrid over cells, layer interval x example block, equals serial propagation: to the last bit that of the same
 * kernels, to rounding that of plain loops, after ceil(C-points / (CF-relaxations + 1)) cycles, one more with a
 * skipped down-cycle.
 */
class SerialPropertyTest {

  private static final double ROUNDING = 1e-12;

  /** A network, where it is cut, and its columns; 0 for the driver's. */
  record Shape(
      Network network, Tiling tiling, int intervals, int exampleBlocks, int columns, int threads) {}

  @Provide
  Arbitrary<CycleSettings> cycles() {
    return RandomCycles.any();
  }

  @Provide
  Arbitrary<Shape> shapes() {
    Arbitrary<Activation> activations =
        Arbitraries.of(new SmoothedRelu(0.1), new Relu(), new Tanh());
    Arbitrary<Network> networks =
        Combinators.combine(
                Arbitraries.integers().between(1, 5),
                Arbitraries.integers().between(1, 40),
                activations,
                Arbitraries.of(BiasKind.class))
            .as((width, layers, activation, bias) ->
                new Network(1, width, 3, layers, 2, activation, bias, OpeningKind.ZERO_EXPANSION));
    Arbitrary<Tiling> tilings =
        Combinators.combine(
                Arbitraries.integers().between(1, 9),
                Arbitraries.integers().between(0, 5),
                Arbitraries.integers().between(1, 7))
            .as(Tiling::new);
    return Combinators.combine(
            networks,
            tilings,
            Arbitraries.integers().between(1, 8),
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(1, 2))
        .as(Shape::new);
  }

  @Property(tries = 250)
  void stateAndAdjoint(
      @ForAll("shapes") Shape shape, @ForAll("cycles") CycleSettings cycle, @ForAll long seed) {
    Network network = shape.network;
    Tiling tiling = shape.tiling;
    Sample sample = Sample.of(network, tiling.training(), tiling.validation(), 0.5, seed);
    Hierarchy hierarchy = Hierarchy.of(network.layers(), cycle);
    int enough = RandomCycles.enough(network.layers(), cycle);
    CellGrid grid = grid(shape, hierarchy.cPoints(), shape.intervals, shape.exampleBlocks);
    LabelledBlock examples = LabelledBlock.of(tiling, sample.training(), sample.validation());
    try (Workers workers = new Workers(shape.threads);
        var intervals = new LocalIntervals<>(contents(grid, sample), shape.threads)) {
      Columns columns =
          shape.columns == 0
              ? new DriverColumn(new Cells(intervals, grid), cycle, examples, workers)
              : new TaskColumns(intervals, grid, cycle, examples, shape.columns);
      columns.askForReports();
      columns.tell(column -> column.startState(sample.weights().opening()));
      columns.tell(column -> column.clear(Equation.STATE));
      solve(columns, Equation.STATE, cycle, enough, true);
      columns.tell(column -> column.startAdjoint(sample.weights().classification()));
      columns.tell(column -> column.clear(Equation.ADJOINT));
      solve(columns, Equation.ADJOINT, cycle, enough, true);

      double[][] states = points(columns, Equation.STATE);
      double[][] adjoints = reversed(points(columns, Equation.ADJOINT));
      assertSerial(shape, hierarchy.cPoints(), sample, states, adjoints);
      assertPlainLoops(shape, hierarchy.cPoints(), sample, states, adjoints);

      // From there on, no cycle finds anything to correct.
      for (int k = 0; k < 2; k++) {
        assertEquals(0, solve(columns, Equation.STATE, cycle, 1, false), "state residual at the solution");
        assertEquals(0, solve(columns, Equation.ADJOINT, cycle, 1, false), "adjoint residual at the solution");
      }
    }
  }

  /** So many cycles; returns the last sum of squares. */
  private static double solve(
      Columns columns, Equation equation, CycleSettings cycle, int cycles, boolean cold) {
    double square = 0;
    for (int k = 0; k < cycles; k++) {
      if (k == 0 && cold && cycle.skipFirstDown()) {
        columns.tell(column -> column.guess(equation));
        continue;
      }
      columns.relax(equation == Equation.STATE, equation == Equation.ADJOINT, cycle.cfRelaxationsAt(0));
      square =
          columns.ask(column -> column.correct(equation)).get().stream()
              .flatMapToDouble(Arrays::stream)
              .sum();
    }
    return square;
  }

  private static double[][] points(Columns columns, Equation equation) {
    List<double[][]> parts =
        columns.look(column -> column.points(equation)).get().stream().map(Blocks::arrays).toList();
    double[][] points = new double[parts.get(0).length][];
    Arrays.setAll(
        points,
        j ->
            columns
                .blocks()
                .joined(columns.grid().network().width(), parts.stream().map(part -> part[j]).toList()));
    return points;
  }

  private static double[][] reversed(double[][] points) {
    double[][] reversed = new double[points.length][];
    Arrays.setAll(reversed, j -> points[points.length - 1 - j]);
    return reversed;
  }

  /** Against one propagation over all layers by the same kernels, bit by bit. */
  private static void assertSerial(
      Shape shape, TimeGrid cPoints, Sample sample, double[][] states, double[][] adjoints) {
    LayerInterval whole = contents(grid(shape, cPoints, 1, 1), sample).get(0);
    Propagation propagation = new Propagation(whole, Workers.caller());
    int steps = cPoints.steps();
    Propagation.Path state = propagation.statesFrom(states[0]);
    for (int j = 1; j < steps; j++) {
      Numbers.assertSame(state.starts()[j], states[j], "state at C-point " + j);
    }
    Numbers.assertSame(state.end(), states[steps], "state at the end");
    Propagation.Path adjoint = propagation.adjointsFrom(state.starts(), adjoints[0]);
    for (int j = 1; j < steps; j++) {
      Numbers.assertSame(
          adjoint.starts()[j - 1], adjoints[steps - j], "adjoint at C-point " + j);
    }
    Numbers.assertSame(adjoint.end(), adjoints[steps], "adjoint at the beginning");
  }

  private static void assertPlainLoops(
      Shape shape, TimeGrid cPoints, Sample sample, double[][] states, double[][] adjoints) {
    Tiling tiling = shape.tiling;
    int width = shape.network.width();
    int steps = cPoints.steps();
    for (int e = 0; e < tiling.examples(); e++) {
      boolean training = e < tiling.training();
      double[] example =
          training
              ? SerialNetwork.example(sample.training(), e)
              : SerialNetwork.example(sample.validation(), e - tiling.training());
      double[][] u = sample.serial().states(example);
      for (int j = 0; j <= steps; j++) {
        double[] actual = column(tiling, width, states[j], e);
        Numbers.assertClose(u[cPoints.layer(j)], actual, ROUNDING, "state of " + e + " at " + j);
      }
      if (training) {
        double[][] lambda =
            sample.serial().adjoints(example, column(tiling, width, adjoints[0], e));
        for (int j = 0; j <= steps; j++) {
          double[] actual = column(tiling, width, adjoints[steps - j], e);
          String what = "adjoint of " + e + " at " + j;
          Numbers.assertClose(lambda[cPoints.layer(j)], actual, ROUNDING, what);
        }
      }
    }
  }

  private static CellGrid grid(Shape shape, TimeGrid cPoints, int intervals, int exampleBlocks) {
    Regularization none = new Regularization(0, 0, 0, Weighting.SUM);
    ExampleBlocks blocks = ExampleBlocks.of(shape.tiling, exampleBlocks);
    return CellGrid.cut(shape.network, blocks, none, cPoints, intervals, 0);
  }

  private static List<LayerInterval> contents(CellGrid grid, Sample sample) {
    return grid.plans().stream()
        .map(plan -> LayerInterval.awaiting(plan, null).with(sample.weights().residual()))
        .toList();
  }

  /** Zero-expansion of the one feature. */
  /** Example e of a block. */
  private static double[] column(Tiling tiling, int width, double[] block, int e) {
    int t = 0;
    while (e >= tiling.start(t) + tiling.size(t)) {
      t++;
    }
    double[] column = new double[width];
    for (int c = 0; c < width; c++) {
      column[c] = block[tiling.start(t) * width + c * tiling.size(t) + e - tiling.start(t)];
    }
    return column;
  }
}
