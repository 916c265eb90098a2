package org.layerparallel.train;

import java.util.List;
import org.layerparallel.interval.InProcess;
import org.layerparallel.interval.Intervals;
import org.layerparallel.interval.IntervalsFactory;
import org.layerparallel.linalg.ExampleBlocks;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.linalg.Workers;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.Hierarchy;
import org.layerparallel.network.Examples;
import org.layerparallel.network.LabelledBlock;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;
import org.layerparallel.objective.Regularization;
import org.layerparallel.sweep.CellGrid;
import org.layerparallel.sweep.Cells;
import org.layerparallel.sweep.DriverColumn;
import org.layerparallel.sweep.LayerInterval;
import org.layerparallel.sweep.TaskColumns;
import org.layerparallel.sweep.WeightBlock;
import org.layerparallel.sweep.WholeNetwork;

/**
 * What is to be learned and where it is computed.
 *
 * @param training training examples, at least one
 * @param validation validation examples, maybe none; they are further columns of every state, left out of the loss
 * @param regularization regularizers
 * @param execution where the layer intervals live
 * @param workers threads for the coarse levels
 * @param fPointBytes most memory, over all intervals, for states, slopes and adjoints at F-points that are kept from
 *     one sweep to the next instead of recomputed; 0 to recompute always
 * @param exampleBlocks parts that the examples are cut into, wanted, at least 1; fewer where there are fewer tiles
 * @param columns parts of the examples whose coarse levels and ends are computed where the intervals live, wanted; with
 *     several example blocks each is one; 0 for all of them on {@code workers}, in the calling process
 */
public record Problem(
    Examples training,
    Examples validation,
    Regularization regularization,
    IntervalsFactory execution,
    Workers workers,
    long fPointBytes,
    int exampleBlocks,
    int columns) {

  public Problem {
    if (exampleBlocks < 1) {
      throw new IllegalArgumentException("exampleBlocks=" + exampleBlocks + ", must be >= 1");
    }
    if (columns < 0) {
      throw new IllegalArgumentException("columns=" + columns + ", must be >= 0");
    }
    if (training.count() == 0) {
      throw new IllegalArgumentException("training has no examples, must have at least one");
    }
    if (validation.featureCount() != training.featureCount()) {
      throw new IllegalArgumentException(
          "validation has " + validation.featureCount() + " features, training "
              + training.featureCount());
    }
  }

  /** One of the batches as a problem of its own, for all that does not depend on which one. */
  public Problem batch(Batches batches) {
    return new Problem(
        batches.training(0),
        batches.validation(0),
        regularization,
        execution,
        workers,
        fPointBytes,
        exampleBlocks,
        columns);
  }

  /** Bytes it takes to keep the F-points of {@code network}. */
  public long fPointBytesOf(Network network) {
    return CellGrid.fPointBytes(network, tiling(network));
  }

  /** Objective and accuracies at {@code weights} by exact propagation, on the threads of the coarse levels. */
  Evaluation evaluate(Network network, Weights weights, CycleSettings cycle) {
    InProcess here = new InProcess(1, workers.count());
    Problem own = new Problem(training, validation, regularization, here, workers, fPointBytes, 1, 0);
    CellGrid grid = own.grid(network, cycle);
    try (Intervals<LayerInterval> interval = here.create(own.cells(grid, false, weights))) {
      LevelSolver solver = own.solver(network, cycle, false, own.ends(network, weights), grid, interval);
      solver.propagateState();
      return solver.evaluate();
    }
  }

  private Tiling tiling(Network network) {
    return Tiling.forChannels(network.width(), training.count(), validation.count());
  }

  EndWeights ends(Network network, Weights initial) {
    if (training.featureCount() != network.features()) {
      throw new IllegalArgumentException(
          "training has " + training.featureCount() + " features, the network " + network.features());
    }
    initial.requireFit(network);
    return ends(network, EndWeights.block(initial));
  }

  /** The same with the optimizer's history. */
  EndWeights ends(Network network, WeightBlock block) {
    return new EndWeights(network, regularization, block);
  }

  CellGrid grid(Network network, CycleSettings cycle) {
    return CellGrid.cut(
        network,
        blocks(network),
        regularization,
        Hierarchy.of(network.layers(), cycle).cPoints(),
        execution.wanted(),
        fPointBytes);
  }

  /** All examples in the layout of blocks. */
  LabelledBlock examples(Tiling tiling) {
    return LabelledBlock.of(tiling, training, validation);
  }

  /**
   * Whether cells have the whole network, and their examples with them, so that states stay where they are. Cycles need
   * coarse levels, which are the driver's; a single example block leaves both ends to the driver, where they cost it
   * nothing; and batches take turns.
   */
  public boolean dataParallel(TrainingSettings settings) {
    return settings.exact()
        && execution.wanted() == 1
        && blocks(settings.network()).count() > 1
        && !settings.batching().cuts(training.count());
  }

  private ExampleBlocks blocks(Network network) {
    return ExampleBlocks.of(tiling(network), exampleBlocks);
  }

  /** Cells that await their weights, with their examples where they are to have these. */
  List<LayerInterval> cells(CellGrid grid, boolean dataParallel) {
    if (!dataParallel) {
      return grid.plans().stream().map(plan -> LayerInterval.awaiting(plan, null)).toList();
    }
    LabelledBlock all = examples(grid.blocks().whole());
    return grid.plans().stream()
        .map(plan -> LayerInterval.awaiting(plan, all.cut(grid.blocks(), plan.exampleBlock())))
        .toList();
  }

  /** The same with weights. */
  List<LayerInterval> cells(CellGrid grid, boolean dataParallel, Weights weights) {
    return cells(grid, dataParallel).stream().map(cell -> cell.with(weights.residual())).toList();
  }

  /** What solves a level. */
  LevelSolver solver(
      Network network,
      CycleSettings cycle,
      boolean dataParallel,
      EndWeights ends,
      CellGrid grid,
      Intervals<LayerInterval> intervals) {
    if (dataParallel) {
      return new DataParallelSolver(
          Objective.of(network, regularization, ends),
          new WholeNetwork(new Cells(intervals, grid)),
          examples(grid.blocks().whole()).labels().totals());
    }
    return iterative(network, cycle, ends, grid, intervals);
  }

  /** What solves a level by cycles. */
  LayerParallelSolver iterative(
      Network network,
      CycleSettings cycle,
      EndWeights ends,
      CellGrid grid,
      Intervals<LayerInterval> intervals) {
    LabelledBlock examples = examples(grid.blocks().whole());
    return new LayerParallelSolver(
        columns > 0
            ? new TaskColumns(intervals, grid, cycle, examples, columns)
            : new DriverColumn(new Cells(intervals, grid), cycle, examples, workers),
        cycle,
        Objective.of(network, regularization, ends),
        examples.labels().totals());
  }
}
