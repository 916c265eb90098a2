package org.layerparallel.spark.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.layerparallel.network.Examples;
import org.layerparallel.spark.error.UserError;

/** The examples of a piece, block by block, so that a task holds no more than one of them. */
final class BlockIterator<T> implements Iterator<ExampleBlock> {

  private static final int MOST_EXAMPLES = 4096;
  private static final int MOST_VALUES = 1 << 22;

  private final String file;
  private final boolean atBeginning;
  private final Iterator<T> records;
  private final RecordFormat<T> format;
  private final int most;
  private long read;
  private ExampleBlock next;

  BlockIterator(String file, long start, Iterator<T> records, RecordFormat<T> format) {
    this.file = file;
    this.atBeginning = start == 0;
    this.records = records;
    this.format = format;
    this.most = Math.max(1, Math.min(MOST_EXAMPLES, MOST_VALUES / format.featureCount()));
  }

  /**
   * Whether there is another block.
   *
   * @throws BadRecord if the records before it cannot be read
   */
  @Override
  public boolean hasNext() {
    next = next == null ? block() : next;
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
    int count = 0;
    while (count < most && more()) {
      T record = record();
      try {
        if (!format.skips(record, atBeginning && read == 1)) {
          labels[count] = format.read(record, features, count * width);
          kept.add(format.kept(record));
          count++;
        }
      } catch (IllegalArgumentException e) {
        throw new BadRecord(file, TaskContext.getPartitionId(), read, e.getMessage(), e);
      }
    }
    return count == 0
        ? null
        : new ExampleBlock(
            new Examples(Arrays.copyOf(features, count * width), Arrays.copyOf(labels, count), width), kept);
  }

  private boolean more() {
    try {
      return records.hasNext();
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  private T record() {
    try {
      read++;
      return records.next();
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  /** Checked exceptions arrive undeclared, as the records come from Scala. */
  private RuntimeException unreadable(Exception failure) {
    if (failure instanceof TaskKilledException killed) {
      return killed;
    }
    return new BadRecord(
        file, TaskContext.getPartitionId(), 0, "cannot be read (" + UserError.reason(failure) + ")", failure);
  }
}
