package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.layerparallel.interval.Narration;
import org.layerparallel.linalg.ExampleBlocks;
import org.layerparallel.linalg.Workers;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.network.LabelledBlock;

/** One column of all examples, in this process: what it exchanges with the cells goes through their messages. */
public final class DriverColumn extends Columns {

  private final Cells cells;
  private final Column column;

  /**
   * @param examples all of them
   * @param workers threads that share its tiles
   */
  public DriverColumn(Cells cells, CycleSettings cycle, LabelledBlock examples, Workers workers) {
    super(cells.grid());
    this.cells = cells;
    this.column = new Column(0, cells.grid(), cycle, examples);
    column.workWith(workers);
  }

  @Override
  public Narration narration() {
    return cells.narration();
  }

  @Override
  public ExampleBlocks blocks() {
    return new ExampleBlocks(grid().blocks().whole(), 1);
  }

  @Override
  public <R extends Serializable> Answers<R> ask(Op<R> op) {
    List<R> answers = new ArrayList<>();
    answers.add(op.apply(column));
    return () -> answers;
  }

  @Override
  public <R extends Serializable> Answers<R> look(Op<R> op) {
    return ask(op);
  }

  @Override
  public void tell(Order order) {
    order.apply(column);
  }

  @Override
  public void tellEach(IntFunction<Order> orders) {
    orders.apply(0).apply(column);
  }

  @Override
  public void note(Order order) {
    order.apply(column);
  }

  @Override
  List<WeightReport> sweep(List<Sweep.Orders> orders, Order took) {
    List<Sweep.Message> messages = new ArrayList<>(orders.size());
    for (int i = 0; i < orders.size(); i++) {
      messages.add(new Sweep.Message(orders.get(i), column.mail(i)));
    }
    List<Sweep.Result> results = cells.sweep(messages);
    column.sent();
    column.begin(results.stream().map(result -> new Routes.Letter(result.reply(), null)).toList());
    took.apply(column);
    return results.stream().map(Sweep.Result::report).toList();
  }

  @Override
  List<double[]> gradient(GradientRule rule, List<Acceptance.Message> acceptances) {
    List<GradientSweep.Message> messages = new ArrayList<>(acceptances.size());
    for (int i = 0; i < acceptances.size(); i++) {
      LossGradient.Message loss = LossGradient.Message.of(column.mail(i), rule);
      messages.add(new GradientSweep.Message(loss, acceptances.get(i)));
    }
    List<GradientSweep.Result> results = cells.gradient(messages);
    column.sent();
    column.begin(List.of(new Routes.Letter(null, results.get(0).relaxedFirst())));
    column.tookFirst();
    return results.stream().map(GradientSweep.Result::dots).toList();
  }
}
