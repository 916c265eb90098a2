package org.layerparallel.spark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.StopReason;
import org.layerparallel.train.TrainingListener;

/** Keeps every iteration with its time, for the reports at the end. The time begins when the log is made. */
public final class RunLog implements TrainingListener {

  private final LongSupplier nanoTime;
  private final long start;
  private final List<TimedIteration> iterations = new ArrayList<>();
  private final List<LevelReport> levels = new ArrayList<>();
  private double levelStart;

  /** A log on the clock of the system. */
  public RunLog() {
    this(System::nanoTime);
  }

  /** A log on the clock {@code nanoTime}, in nanoseconds from any origin. */
  public RunLog(LongSupplier nanoTime) {
    this(nanoTime, nanoTime.getAsLong());
  }

  private RunLog(LongSupplier nanoTime, long start) {
    this.nanoTime = nanoTime;
    this.start = start;
  }

  /**
   * A log that goes on where another one of the same run has ended.
   *
   * @param past iterations so far, in order
   * @param ended levels that have ended
   * @param seconds wall time so far
   */
  public static RunLog after(List<TimedIteration> past, List<LevelReport> ended, double seconds) {
    RunLog log = new RunLog(System::nanoTime, System.nanoTime() - (long) (seconds * 1e9));
    log.iterations.addAll(past);
    log.levels.addAll(ended);
    log.levelStart = ended.stream().mapToDouble(LevelReport::seconds).sum();
    return log;
  }

  @Override
  public void iteration(IterationRecord record) {
    iterations.add(new TimedIteration(record, seconds()));
  }

  @Override
  public void levelEnded(int level, StopReason reason) {
    double now = seconds();
    List<TimedIteration> timed =
        iterations.stream().filter(iteration -> iteration.record().level() == level).toList();
    List<IterationRecord> records = timed.stream().map(TimedIteration::record).toList();
    int layers = records.isEmpty() ? 0 : records.get(0).layers();
    double jobs = records.stream().mapToLong(IterationRecord::supersteps).average().orElse(0);
    levels.add(
        new LevelReport(
            level, layers, records.size(), reason, now - levelStart, medianSeconds(timed), jobs));
    levelStart = now;
  }

  private double medianSeconds(List<TimedIteration> level) {
    List<Double> durations = new ArrayList<>(level.size());
    double before = levelStart;
    for (TimedIteration iteration : level) {
      durations.add(iteration.seconds() - before);
      before = iteration.seconds();
    }
    return durations.isEmpty() ? Double.NaN : Median.of(durations);
  }

  /** All iterations so far. */
  public List<TimedIteration> iterations() {
    return List.copyOf(iterations);
  }

  /** The levels that have ended. */
  public List<LevelReport> levels() {
    return List.copyOf(levels);
  }

  /** Wall time since the log was made. */
  public double seconds() {
    return (nanoTime.getAsLong() - start) * 1e-9;
  }
}
