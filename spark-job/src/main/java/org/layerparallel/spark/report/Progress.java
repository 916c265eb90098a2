package org.layerparallel.spark.report;

import java.io.PrintStream;
import java.util.function.LongSupplier;
import org.layerparallel.spark.config.ProgressKind;
import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.StopReason;
import org.layerparallel.train.TrainingListener;
import org.layerparallel.train.TrainingSettings;

/**
 * Shows how a training run goes on: level, iteration, objective, residuals, accuracies and the time left. The time
 * begins when it is made.
 */
public final class Progress implements TrainingListener, AutoCloseable {

  private final Display display;
  private final TimeLeft timeLeft;
  private final TrainingSettings training;
  private final LongSupplier nanoTime;
  private final long start;

  /** How progress looks. */
  interface Display {

    /** An iteration of {@code of} on its level was recorded {@code seconds} after the training began. */
    void iteration(IterationRecord record, int of, double seconds, TimeLeft timeLeft);

    /** A level ended. */
    void levelEnded(int level, int layers, StopReason reason, double seconds, TimeLeft timeLeft);

    /** No more comes. */
    void close();
  }

  private Progress(Display display, TrainingSettings training, LongSupplier nanoTime) {
    this.display = display;
    this.training = training;
    this.nanoTime = nanoTime;
    timeLeft = new TimeLeft(training);
    start = nanoTime.getAsLong();
  }

  /** Progress of {@code training} on standard error. */
  public static Progress onStandardError(ProgressKind kind, TrainingSettings training) {
    return create(kind, training, System.err, System.console() != null, System::nanoTime);
  }

  /**
   * Progress of {@code training}.
   *
   * @param out where it is shown
   * @param terminal whether {@code out} is one, which decides for {@link ProgressKind#AUTO}
   * @param nanoTime clock in nanoseconds from any origin
   */
  public static Progress create(
      ProgressKind kind,
      TrainingSettings training,
      PrintStream out,
      boolean terminal,
      LongSupplier nanoTime) {
    Display display =
        kind == ProgressKind.NONE
            ? new NoDisplay()
            : kind.isBar(terminal) ? new BarDisplay(out) : new LineDisplay(out);
    return new Progress(display, training, nanoTime);
  }

  @Override
  public void iteration(IterationRecord record) {
    timeLeft.iteration(record, seconds());
    int of = training.levels().get(record.level()).iterations();
    display.iteration(record, of, seconds(), timeLeft);
  }

  @Override
  public void levelEnded(int level, StopReason reason) {
    timeLeft.levelEnded(level);
    int layers = training.networkAt(level).layers();
    display.levelEnded(level, layers, reason, seconds(), timeLeft);
  }

  @Override
  public void close() {
    display.close();
  }

  private double seconds() {
    return (nanoTime.getAsLong() - start) * 1e-9;
  }

  private static final class NoDisplay implements Display {
    @Override
    public void iteration(IterationRecord record, int of, double seconds, TimeLeft timeLeft) {}

    @Override
    public void levelEnded(
        int level, int layers, StopReason reason, double seconds, TimeLeft timeLeft) {}

    @Override
    public void close() {}
  }
}
