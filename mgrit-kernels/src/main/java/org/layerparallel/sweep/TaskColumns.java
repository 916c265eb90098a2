package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.layerparallel.interval.Correspondence;
import org.layerparallel.interval.Intervals;
import org.layerparallel.interval.Narration;
import org.layerparallel.linalg.ExampleBlocks;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.network.LabelledBlock;

/**
 * Columns wherever the cells are, each of some examples: values at C-points pass between cells and columns, and the caller
 * sees sums alone. Orders wait until a superstep of the columns is due, which is when the cells are to be told what changes
 * by them, or an answer is asked for.
 */
public final class TaskColumns extends Columns {

  private final Cells cells;
  private final ExampleBlocks blocks;
  private final Routes routes;
  private final Correspondence<LayerInterval, Column> correspondence;
  private final List<IntFunction<Op<?>>> waiting = new ArrayList<>();
  private final List<Waited<?>> answers = new ArrayList<>();
  private boolean changed;
  private boolean uniform = true;

  /**
   * Columns of some examples each.
   *
   * @param examples all of them
   * @param wanted number of columns wanted, at least 1; with several example blocks each has one
   */
  public TaskColumns(
      Intervals<LayerInterval> intervals, CellGrid grid, CycleSettings cycle, LabelledBlock examples, int wanted) {
    super(grid);
    this.cells = new Cells(intervals, grid);
    this.blocks = grid.blocks().count() > 1 ? grid.blocks() : ExampleBlocks.of(grid.blocks().whole(), wanted);
    this.routes = new Routes(grid.blocks(), blocks, grid.network().width());
    this.correspondence =
        intervals.correspondWith(
            IntStream.range(0, blocks.count())
                .mapToObj(c -> new Column(c, grid.of(c, blocks.tiling(c)), cycle, examples.cut(blocks, c)))
                .toList());
  }

  @Override
  public Narration narration() {
    return cells.narration();
  }

  @Override
  public ExampleBlocks blocks() {
    return blocks;
  }

  @Override
  public <R extends Serializable> Answers<R> ask(Op<R> op) {
    changed = true;
    return look(op);
  }

  @Override
  public <R extends Serializable> Answers<R> look(Op<R> op) {
    Waited<R> answer = new Waited<>();
    waiting.add(c -> op);
    answers.add(answer);
    return answer;
  }

  @Override
  public void tell(Order order) {
    changed = true;
    note(order);
  }

  @Override
  public void tellEach(IntFunction<Order> orders) {
    changed = true;
    uniform = false;
    waiting.add(c -> done(orders.apply(c)));
    answers.add(new Waited<>());
  }

  @Override
  public void note(Order order) {
    look(done(order));
  }

  private static Op<Boolean> done(Order order) {
    return column -> {
      order.apply(column);
      return true;
    };
  }

  @Override
  List<WeightReport> sweep(List<Sweep.Orders> orders, Order took) {
    tellCells();
    List<WeightReport> reports =
        correspondence.intervals(new MailedCells.Relaxation(routes), ofCells(orders));
    note(Column::sent);
    tell(took);
    return IntStream.range(0, grid().intervals()).mapToObj(i -> grid().ofInterval(reports, i).get(0)).toList();
  }

  @Override
  List<double[]> gradient(GradientRule rule, List<Acceptance.Message> acceptances) {
    tellCells();
    List<double[]> dots;
    if (grid().blocks().count() == 1) {
      dots = correspondence.intervals(new MailedCells.Gradient(routes, rule), acceptances);
    } else {
      List<Boolean> nothing = Collections.nCopies(grid().plans().size(), true);
      dots = cells.acceptSum(correspondence.intervals(new MailedCells.PartOfGradient(routes, rule), nothing), acceptances);
    }
    note(Column::sent);
    note(Column::tookFirst);
    return dots;
  }

  /** Lets the columns write to the cells if there is anything new. */
  private void tellCells() {
    if (changed) {
      advance();
    }
  }

  /** A superstep of the columns, which do what waits. */
  private void advance() {
    List<ArrayList<Op<?>>> messages = new ArrayList<>();
    for (int c = 0; c < blocks.count(); c++) {
      int column = c;
      messages.add(
          uniform && c > 0
              ? messages.get(0)
              : new ArrayList<>(waiting.stream().<Op<?>>map(op -> op.apply(column)).toList()));
    }
    List<ArrayList<Serializable>> results =
        narration()
            .before("coarse levels and ends", () -> correspondence.columns(new ColumnStep(routes), messages));
    for (int k = 0; k < answers.size(); k++) {
      int op = k;
      answers.get(k).set(results.stream().map(result -> result.get(op)).toList());
    }
    waiting.clear();
    answers.clear();
    changed = false;
    uniform = true;
  }

  private final class Waited<R> implements Answers<R> {

    private List<R> known;

    @Override
    public List<R> get() {
      if (known == null) {
        advance();
      }
      return known;
    }

    @SuppressWarnings("unchecked")
    void set(List<Serializable> results) {
      known = (List<R>) results;
    }
  }

  private <T> List<T> ofCells(List<T> ofIntervals) {
    int count = grid().blocks().count();
    return IntStream.range(0, grid().plans().size()).mapToObj(cell -> ofIntervals.get(cell / count)).toList();
  }
}
