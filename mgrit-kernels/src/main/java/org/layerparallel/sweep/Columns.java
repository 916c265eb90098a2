package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.layerparallel.interval.Narration;
import org.layerparallel.linalg.ExampleBlocks;

/**
 * The columns of a level and its cells, as who solves the level sees them: asks and orders, wherever columns are. Each
 * relaxation of the finest level is a superstep of the cells; what columns do in between happens by the time somebody
 * depends on it.
 */
public abstract class Columns {

  private final CellGrid grid;
  private Proposal proposal;
  private boolean reportWanted = true;
  private List<WeightReport> reports;

  /** What a column does; applied to each. Pure but for the column itself, and applied again where a result was lost. */
  public interface Op<R extends Serializable> extends Serializable {
    R apply(Column column);
  }

  /** The same without an answer. */
  public interface Order extends Serializable {
    void apply(Column column);
  }

  /** What the columns answer, in their order, known when asked for. */
  public interface Answers<R> {
    List<R> get();
  }

  Columns(CellGrid grid) {
    this.grid = grid;
  }

  /** How the finest level is cut, over all examples. */
  public CellGrid grid() {
    return grid;
  }

  /** What the next superstep is for. */
  public abstract Narration narration();

  /** How the examples are shared out among the columns. */
  public abstract ExampleBlocks blocks();

  /** Asks all columns for what changes their values at the C-points. */
  public abstract <R extends Serializable> Answers<R> ask(Op<R> op);

  /** Asks all columns for what changes none of the values that cells are told. */
  public abstract <R extends Serializable> Answers<R> look(Op<R> op);

  /** Tells all columns what changes their values at the C-points. */
  public abstract void tell(Order order);

  /** Tells each column, by its number, what changes its values at the C-points. */
  public abstract void tellEach(IntFunction<Order> orders);

  /** Tells all columns what concerns none of the values that cells are told. */
  public abstract void note(Order order);

  /**
   * One superstep of the cells.
   *
   * @param orders for each layer interval
   * @param took what the columns do with the replies
   * @return the layer intervals' reports, or nulls
   */
  abstract List<WeightReport> sweep(List<Sweep.Orders> orders, Order took);

  /** The gradient's superstep of the cells; dot products for each layer interval. */
  abstract List<double[]> gradient(GradientRule rule, List<Acceptance.Message> acceptances);

  /** The next superstep moves the weights to {@code next}. */
  public void propose(Proposal next) {
    proposal = next;
    reportWanted = true;
  }

  /** The intervals' latest reports on their candidate weights, in order. */
  public List<WeightReport> reports() {
    return reports;
  }

  /** Lets the intervals report on their weights, with nothing propagated. */
  public void askForReports() {
    reportWanted = true;
    narration().step("report on the weights");
    sweep(i -> Sweep.Mode.IDLE, i -> Sweep.Mode.IDLE, column -> {});
  }

  /**
   * Relaxation of the state, of the adjoint at the states at the C-points, or of both: the adjoint then at the states
   * that the state's relaxation starts from. One superstep each sweep.
   */
  public void relax(boolean state, boolean adjoint, int cfRelaxations) {
    String what = state && adjoint ? "state and adjoint" : state ? "the state" : "the adjoint";
    for (int number = 0; number <= cfRelaxations; number++) {
      int sweep = number;
      narration().sweep(what, number);
      Sweep.Mode mode = mode(number, cfRelaxations);
      sweep(
          i -> state ? mode : Sweep.Mode.IDLE,
          i -> adjoint ? mode : Sweep.Mode.IDLE,
          column -> column.took(sweep, cfRelaxations));
    }
  }

  /** Serial propagation through all intervals, one after the other. */
  public void propagateSerially(Equation equation) {
    tell(column -> column.beginSerially(equation));
    int intervals = grid.intervals();
    for (int k = 0; k < intervals; k++) {
      int active = equation.inOrder(k, intervals);
      String what = equation == Equation.STATE ? "the state" : "the adjoint";
      narration().step("serial propagation of " + what + ", interval " + (active + 1));
      IntFunction<Sweep.Mode> propagating = i -> i == active ? Sweep.Mode.SERIAL : Sweep.Mode.IDLE;
      IntFunction<Sweep.Mode> idle = i -> Sweep.Mode.IDLE;
      sweep(
          equation == Equation.STATE ? propagating : idle,
          equation == Equation.STATE ? idle : propagating,
          column -> column.tookSerially(equation));
    }
  }

  /**
   * The gradient at the last corrected adjoints.
   *
   * @param rule which adjoints it is taken with
   * @param coupled whether the regularizers couple neighbouring layers
   * @param memory what the optimizer remembers
   * @return dot products of each layer interval; see {@link WeightBlock#dots}
   */
  public List<double[]> differentiate(GradientRule rule, boolean coupled, WeightBlock.Memory memory) {
    int intervals = grid.intervals();
    List<Acceptance.Message> acceptances = new ArrayList<>(intervals);
    for (int i = 0; i < intervals; i++) {
      double[] before = coupled && i > 0 ? reports.get(i - 1).last() : null;
      double[] after = coupled && i < intervals - 1 ? reports.get(i + 1).coarse()[0] : null;
      acceptances.add(new Acceptance.Message(null, before, after, memory));
    }
    narration().step("gradient");
    return gradient(rule, acceptances);
  }

  private void sweep(IntFunction<Sweep.Mode> state, IntFunction<Sweep.Mode> adjoint, Order took) {
    List<Sweep.Orders> orders = new ArrayList<>(grid.intervals());
    for (int i = 0; i < grid.intervals(); i++) {
      orders.add(new Sweep.Orders(proposal, reportWanted, state.apply(i), adjoint.apply(i)));
    }
    boolean alike = orders.stream().distinct().count() == 1;
    List<WeightReport> reported =
        sweep(alike ? Collections.nCopies(orders.size(), orders.get(0)) : orders, took);
    if (reportWanted) {
      reports = reported;
      double[][] coarse =
          reports.stream().flatMap(report -> Arrays.stream(report.coarse())).toArray(double[][]::new);
      note(column -> column.propagateWith(coarse));
    }
    proposal = null;
    reportWanted = false;
  }

  private static Sweep.Mode mode(int sweep, int cfRelaxations) {
    if (sweep < cfRelaxations) {
      return Sweep.Mode.TO_C_POINTS;
    }
    return cfRelaxations == 0 ? Sweep.Mode.RESIDUAL : Sweep.Mode.RESIDUAL_AFTER_C;
  }
}
