package org.layerparallel.spark.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.layerparallel.network.Examples;
import org.layerparallel.spark.error.UserError;

/**
 * The examples of a piece, block by block, so that a task holds no more than one of them; up to its end or its first
 * bad record.
 */
final class BlockIterator<T> implements Iterator<ExampleBlock> {

  private final String file;
  private final boolean atBeginning;
  private final Iterator<T> records;
  private final RecordFormat<T> format;
  private final Consumer<BadRecord> complaints;
  private final int most;
  private long read;
  private boolean ended;
  private ExampleBlock next;

  /**
   * @param complaints told of a bad record
   */
  BlockIterator(
      String file, long start, Iterator<T> records, RecordFormat<T> format, Consumer<BadRecord> complaints) {
    this.file = file;
    this.atBeginning = start == 0;
    this.records = records;
    this.format = format;
    this.complaints = complaints;
    this.most = ExampleBlock.most(format.featureCount());
  }

  @Override
  public boolean hasNext() {
    next = next == null && !ended ? block() : next;
    return next != null;
  }

  @Override
  public ExampleBlock next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ExampleBlock block = next;
    next = null;
    return block;
  }

  private ExampleBlock block() {
    int width = format.featureCount();
    double[] features = new double[most * width];
    int[] labels = new int[most];
    List<Object[]> kept = new ArrayList<>();
    while (!ended && kept.size() < most && more()) {
      T record = records.next();
      read++;
      try {
        if (!format.skips(record, atBeginning && read == 1)) {
          format.check(record);
          labels[kept.size()] = format.read(record, features, kept.size() * width);
          kept.add(format.kept(record));
        }
      } catch (IllegalArgumentException e) {
        complain(read, e.getMessage());
      }
    }
    int count = kept.size();
    return count == 0
        ? null
        : new ExampleBlock(
            new Examples(Arrays.copyOf(features, count * width), Arrays.copyOf(labels, count), width), kept);
  }

  private boolean more() {
    try {
      ended |= !records.hasNext();
    } catch (TaskKilledException e) {
      throw e;
    } catch (Exception e) {
      // Checked ones arrive undeclared, as the records come from Scala.
      complain(0, "cannot be read (" + UserError.reason(e) + ")");
    }
    return !ended;
  }

  private void complain(long record, String problem) {
    ended = true;
    complaints.accept(new BadRecord(file, TaskContext.getPartitionId(), record, problem));
  }
}
