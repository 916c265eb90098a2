package org.layerparallel.spark.report;

import java.io.PrintStream;
import java.util.Locale;
import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.StopReason;

/**
 * Progress as plain lines, for logs and pipes: the first iterations of a level and its last one, in between a line
 * whenever ten iterations or two seconds have passed.
 */
final class LineDisplay implements Progress.Display {

  private static final int FIRST = 3;
  private static final int EVERY_ITERATIONS = 10;
  private static final double EVERY_SECONDS = 2;

  private final PrintStream out;
  private double lastSeconds;
  private int lastIteration;

  LineDisplay(PrintStream out) {
    this.out = out;
  }

  @Override
  public void iteration(IterationRecord record, int of, double seconds, TimeLeft timeLeft) {
    int number = record.iteration();
    boolean due =
        seconds - lastSeconds >= EVERY_SECONDS || number - lastIteration >= EVERY_ITERATIONS;
    if (number >= FIRST && number != of - 1 && !due) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "[%s] level %d (%d layers)  iteration %d/%d  %s  %s%n",
        ProgressText.duration(seconds),
        record.level(),
        record.layers(),
        number + 1,
        of,
        ProgressText.figures(record),
        ProgressText.left(timeLeft.seconds()));
    lastSeconds = seconds;
    lastIteration = number;
  }

  @Override
  public void levelEnded(
      int level, int layers, StopReason reason, double seconds, TimeLeft timeLeft) {
    out.printf(
        Locale.ROOT,
        "[%s] level %d (%d layers) ended: %s%n",
        ProgressText.duration(seconds),
        level,
        layers,
        reason.text());
    lastIteration = 0;
  }

  @Override
  public void close() {
    out.flush();
  }
}
