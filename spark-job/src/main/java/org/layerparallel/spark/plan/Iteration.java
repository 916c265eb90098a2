package org.layerparallel.spark.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.layerparallel.linalg.ExampleBlocks;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.spark.cost.IterationWork;
import org.layerparallel.spark.cost.Stage;
import org.layerparallel.spark.cost.StepTimes;

/**
 * An iteration as steps of a simulation. Cells are shared out among the executors in turn, and so are columns. A layer
 * interval has a whole number of coarse intervals, an example block a whole number of tiles, so shares are uneven where
 * they do not divide.
 *
 * @param work of the iteration; that of {@link IterationWork#ofWholeNetwork} with such a layout
 * @param times of the kernels on one slot, and on one thread of the driver
 * @param tiling of the examples
 */
public record Iteration(IterationWork work, StepTimes times, Tiling tiling) {

  /** Of a parcel that all columns are sent, beside those of the layer intervals. */
  private static final int REPORTS = -1;

  /** What it takes. Layer intervals and blocks that there is nothing for are left out, as a training does. */
  public Prediction on(Cluster cluster, Layout layout) {
    return Simulation.run(steps(cluster, layout), cluster).times(work.visits());
  }

  /** The steps of one visit. */
  List<Step> steps(Cluster cluster, Layout layout) {
    return new Steps(cluster, layout).all();
  }

  /** What of all {@code coarse} intervals each of so many parts has, in [0, 1]. */
  private static double[] shares(int coarse, int wanted) {
    int count = Math.min(coarse, wanted);
    double[] shares = new double[count];
    Arrays.setAll(
        shares, i -> (double) ((long) coarse * (i + 1) / count - (long) coarse * i / count) / coarse);
    return shares;
  }

  /** What of all examples each block has. */
  private double[] exampleShares(int wanted) {
    ExampleBlocks blocks = ExampleBlocks.of(tiling, wanted);
    double[] shares = new double[blocks.count()];
    Arrays.setAll(shares, b -> (double) blocks.tiling(b).examples() / tiling.examples());
    return shares;
  }

  private final class Steps {

    private final Cluster cluster;
    private final Layout layout;
    private final double[] intervals;
    private final double[] blocks;
    private final double[] columns;
    private final List<Step> steps = new ArrayList<>();
    private double reports;

    Steps(Cluster cluster, Layout layout) {
      this.cluster = cluster;
      this.layout = layout;
      this.intervals = shares(work.coarseIntervals(), layout.intervals());
      this.blocks = exampleShares(layout.blocks());
      this.columns = layout.columns() > 0 ? exampleShares(layout.columns()) : new double[0];
    }

    List<Step> all() {
      if (layout.form() == Layout.Form.COLUMNS) {
        // A trial begins there, with u_0; all that was written has been read.
        columns(0, 0, 0, 0);
      }
      for (Stage stage : work.stages()) {
        if (stage.kind() == Stage.Kind.SERIAL) {
          for (int i = 0; i < intervals.length; i++) {
            cells(stage, i, i + 1);
          }
        } else {
          cells(stage, 0, intervals.length);
        }
        reports += stage.reported();
        above(stage);
        if (stage.kind() == Stage.Kind.GRADIENT && blocks.length > 1) {
          acceptance();
        }
      }
      return steps;
    }

    /** A superstep in which the intervals of a range compute; the others have nothing to do, but a task each. */
    private void cells(Stage stage, int from, int to) {
      List<Step.Task> tasks = new ArrayList<>();
      for (int i = 0; i < intervals.length; i++) {
        for (int b = 0; b < blocks.length; b++) {
          boolean idle = i < from || i >= to;
          tasks.add(
              idle ? new Step.Task(executor(i, b), List.of(), Part.CELLS, 0, 0) : cell(stage, i, b));
        }
      }
      steps.add(new Step.Superstep(columns.length, tasks));
    }

    private Step.Task cell(Stage stage, int i, int b) {
      // From interval to interval a state goes as a whole, not an interval's share of the C-points.
      double share = blocks[b] * (stage.kind() == Stage.Kind.SERIAL ? 1 : intervals[i]);
      double seconds = stage.steps() * blocks[b] * intervals[i] * work.layers() * times.layerStep();
      double answer = b == 0 ? stage.reported() * intervals[i] : 0;
      if (stage.kind() == Stage.Kind.GRADIENT && blocks.length > 1) {
        answer += work.weightBytes() * intervals[i];
      }
      List<Fetch> fetches = new ArrayList<>();
      switch (layout.form()) {
        case DRIVER -> {
          fetches.add(Fetch.fromDriver(stage.down() * share));
          answer += stage.up() * share;
        }
        case COLUMNS -> {
          for (int c = 0; c < columns.length; c++) {
            if (blocks.length == 1 || c == b) {
              double ofColumn = blocks.length == 1 ? columns[c] : 1;
              fetches.add(Fetch.fromExecutor(c % cluster.executors(), stage.down() * share * ofColumn));
            }
          }
        }
        case WHOLE_NETWORK -> seconds += stage.classifications() * blocks[b] * times.classification();
      }
      return new Step.Task(executor(i, b), fetches, Part.CELLS, seconds, answer);
    }

    /** What is done with the C-points. */
    private void above(Stage stage) {
      double seconds = stage.coarseSteps() * times.layerStep();
      double ends = stage.classifications() * times.classification();
      if (layout.form() == Layout.Form.DRIVER) {
        // Threads share tiles.
        steps.add(new Step.Driver(seconds / Math.min(cluster.threads(), tiling.tiles()) + ends));
      } else if (layout.form() == Layout.Form.COLUMNS) {
        columns(intervals.length * blocks.length, stage.up(), reports, seconds + ends);
        reports = 0;
      }
    }

    /**
     * A superstep of the columns.
     *
     * @param writers cells whose letters they read
     * @param up bytes of these
     * @param told bytes that all columns are told
     * @param seconds what all examples take one task
     */
    private void columns(int writers, double up, double told, double seconds) {
      List<Step.Task> tasks = new ArrayList<>();
      for (int c = 0; c < columns.length; c++) {
        List<Fetch> fetches = List.of(Fetch.fromMany(up * columns[c]), Fetch.parcel(REPORTS, told));
        tasks.add(
            new Step.Task(c % cluster.executors(), fetches, Part.COLUMNS, seconds * columns[c], 0));
      }
      steps.add(new Step.Superstep(writers, tasks));
    }

    /** The sum of the gradient's parts goes to all cells; those of a layer interval want the same. */
    private void acceptance() {
      List<Step.Task> tasks = new ArrayList<>();
      for (int i = 0; i < intervals.length; i++) {
        for (int b = 0; b < blocks.length; b++) {
          List<Fetch> fetches = List.of(Fetch.parcel(i, work.weightBytes() * intervals[i]));
          tasks.add(new Step.Task(executor(i, b), fetches, Part.CELLS, 0, 0));
        }
      }
      steps.add(new Step.Superstep(0, tasks));
    }

    private int executor(int i, int b) {
      return (i * blocks.length + b) % cluster.executors();
    }
  }
}
