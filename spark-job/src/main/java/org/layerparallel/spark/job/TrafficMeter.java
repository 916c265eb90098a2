package org.layerparallel.spark.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockUpdatedInfo;
import org.apache.spark.storage.BroadcastBlockId;
import org.layerparallel.spark.report.RunTraffic;
import org.layerparallel.spark.report.RunTraffic.LevelTraffic;
import org.layerparallel.spark.report.Traffic;
import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.StopReason;
import org.layerparallel.train.TrainingListener;
import org.slf4j.LoggerFactory;

/**
 * Counts what a training asks Spark for, by Spark's own events: the size of a task's result is what it was when the
 * driver took it in, the size of a broadcast variable that of the blocks the driver wrote. Nothing is serialized for
 * counting. Spark tells its listeners on another thread, later, but in order; so the ends of iterations are told by the
 * same way, as events, and nobody waits before {@link #traffic}.
 */
final class TrafficMeter extends SparkListener implements TrainingListener, AutoCloseable {

  private static final int PATIENCE_SECONDS = 10;

  private final Optional<SparkContext> spark;
  private final CountDownLatch ended = new CountDownLatch(1);

  // From here on of Spark's thread alone, until the training has ended.
  private final Set<BlockId> broadcasts = new HashSet<>();
  private final Map<Integer, Long> longestTasks = new HashMap<>();
  private final List<LevelTraffic> levels = new ArrayList<>();
  private final List<Traffic> iterations = new ArrayList<>();
  private Traffic total = Traffic.NONE;
  private Traffic counted = Traffic.NONE;

  /** What happens to the training, as an event among Spark's. */
  private record Mark(TrafficMeter meter, Kind kind) implements SparkListenerEvent {

    private enum Kind {
      TRAINING_BEGINS,
      ITERATION_ENDED,
      LEVEL_ENDED,
      TRAINING_ENDED
    }

    /** Not for Spark's event log. */
    @Override
    public boolean logEvent() {
      return false;
    }
  }

  /**
   * Counts from now on.
   *
   * @param spark what is asked; without it there is nothing to count
   */
  TrafficMeter(Optional<JavaSparkContext> spark) {
    this.spark = spark.map(JavaSparkContext::sc);
    this.spark.ifPresent(context -> context.addSparkListener(this));
    post(Mark.Kind.TRAINING_BEGINS);
  }

  @Override
  public void iteration(IterationRecord record) {
    post(Mark.Kind.ITERATION_ENDED);
  }

  @Override
  public void levelEnded(int level, StopReason reason) {
    post(Mark.Kind.LEVEL_ENDED);
  }

  /**
   * All that was asked for until now, after which nothing is counted any more.
   *
   * @param endedLevels number of levels that ended
   * @return empty without Spark, or if it has dropped events, as it does when its listeners are too slow
   */
  Optional<RunTraffic> traffic(int endedLevels) {
    if (spark.isEmpty()) {
      return Optional.empty();
    }
    post(Mark.Kind.TRAINING_ENDED);
    try {
      if (ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && levels.size() == endedLevels) {
        return Optional.of(new RunTraffic(total, levels));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LoggerFactory.getLogger(TrafficMeter.class).warn("Spark did not tell of all its jobs; they are not counted.");
    return Optional.empty();
  }

  @Override
  public void onJobStart(SparkListenerJobStart start) {
    add(new Traffic(1, 0, 0, 0));
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    // A task that failed may have no metrics.
    if (end.taskMetrics() != null) {
      add(new Traffic(0, end.taskMetrics().resultSize(), 0, longer(end.stageId(), end.taskMetrics())));
    }
  }

  /** By how much a task is longer than all before of its stage. */
  private long longer(int stage, TaskMetrics task) {
    // Spark cuts run times to whole milliseconds, and tasks are short; what a task computed is at least its CPU time.
    long nanos = Math.max(TimeUnit.MILLISECONDS.toNanos(task.executorRunTime()), task.executorCpuTime());
    long before = longestTasks.getOrDefault(stage, 0L);
    longestTasks.put(stage, Math.max(before, nanos));
    return Math.max(0, nanos - before);
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted completed) {
    longestTasks.remove(completed.stageInfo().stageId());
  }

  /** A block is also updated when it is moved from memory to disk, fetched by an executor, or removed. */
  @Override
  public void onBlockUpdated(SparkListenerBlockUpdated updated) {
    BlockUpdatedInfo block = updated.blockUpdatedInfo();
    boolean piece =
        block.blockId() instanceof BroadcastBlockId broadcast && broadcast.field().startsWith("piece");
    if (!piece || !block.blockManagerId().isDriver()) {
      return;
    }
    if (!block.storageLevel().isValid()) {
      broadcasts.remove(block.blockId());
    } else if (broadcasts.add(block.blockId())) {
      add(new Traffic(0, 0, block.memSize() + block.diskSize(), 0));
    }
  }

  @Override
  public void onOtherEvent(SparkListenerEvent event) {
    if (!(event instanceof Mark mark) || mark.meter() != this || ended.getCount() == 0) {
      return;
    }
    switch (mark.kind()) {
      case TRAINING_BEGINS -> total = Traffic.NONE;
      case ITERATION_ENDED -> iterations.add(sinceCounted());
      case LEVEL_ENDED -> {
        levels.add(LevelTraffic.of(iterations, sinceCounted()));
        iterations.clear();
      }
      case TRAINING_ENDED -> ended.countDown();
    }
  }

  @Override
  public void close() {
    spark.ifPresent(context -> context.removeSparkListener(this));
  }

  private void post(Mark.Kind kind) {
    spark.ifPresent(context -> context.listenerBus().post(new Mark(this, kind)));
  }

  private void add(Traffic more) {
    if (ended.getCount() > 0) {
      total = total.plus(more);
    }
  }

  private Traffic sinceCounted() {
    Traffic since = total.minus(counted);
    counted = total;
    return since;
  }
}
