package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.layerparallel.interval.IntervalCut.Addressed;
import org.layerparallel.linalg.ExampleBlocks;

/**
 * Which cells and columns have examples in common, and so write to each other: all, where cells have all examples; else
 * those of the same example block.
 *
 * @param cells the cells' example blocks
 * @param columns the columns' example blocks; the same, or those of an only one of the cells
 * @param width channels of a state
 */
record Routes(ExampleBlocks cells, ExampleBlocks columns, int width) implements Serializable {

  /**
   * What a cell writes to a column.
   *
   * @param reply to a sweep; null after a gradient
   * @param relaxedFirst relaxed lambda_0, from the first layer interval after a gradient if the rule wants it, or null
   */
  record Letter(Sweep.Reply reply, Blocks relaxedFirst) implements Serializable {}

  /** What a cell is told, of what the columns have written to it; nothing if they have not. */
  Sweep.Mail read(List<Sweep.Mail> arrived) {
    if (arrived.isEmpty()) {
      return new Sweep.Mail(Sweep.Told.NOTHING, Sweep.Told.NOTHING);
    }
    return cellsHaveAll() ? Sweep.Mail.joined(arrived, columns, width) : arrived.get(0);
  }

  /** A cell's letters. */
  List<Addressed<Letter>> write(IntervalPlan cell, Letter letter) {
    if (!cellsHaveAll()) {
      return List.of(new Addressed<>(cell.exampleBlock(), letter));
    }
    return IntStream.range(0, columns.count())
        .mapToObj(c -> new Addressed<>(c, cut(letter, c)))
        .toList();
  }

  /** A column's letters, one for each layer interval. */
  List<Addressed<Sweep.Mail>> write(Column column) {
    return IntStream.range(0, column.intervals())
        .mapToObj(i -> new Addressed<>(
            cellsHaveAll() ? i : i * cells.count() + column.number(), column.mail(i)))
        .toList();
  }

  private boolean cellsHaveAll() {
    return cells.count() == 1;
  }

  private Letter cut(Letter letter, int c) {
    return new Letter(
        letter.reply() == null ? null : letter.reply().cut(columns, c, width),
        Blocks.cut(letter.relaxedFirst(), columns, c, width));
  }
}
