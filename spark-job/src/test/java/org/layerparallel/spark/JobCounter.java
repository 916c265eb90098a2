package org.layerparallel.spark;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;

/** Counts the jobs and shuffles of a context from when it is made until it is closed. */
public final class JobCounter extends SparkListener implements AutoCloseable {

  private final JavaSparkContext context;
  private int jobs;
  private int shuffles;

  public JobCounter(JavaSparkContext context) {
    this.context = context;
    awaitEvents();
    context.sc().addSparkListener(this);
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    jobs++;
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted completed) {
    boolean forShuffle = completed.stageInfo().shuffleDepId().isDefined();
    boolean written = completed.stageInfo().taskMetrics().shuffleWriteMetrics().bytesWritten() > 0;
    shuffles += forShuffle || written ? 1 : 0;
  }

  /** Jobs begun so far. */
  public int jobs() {
    awaitEvents();
    synchronized (this) {
      return jobs;
    }
  }

  /** Stages ended so far that wrote for a shuffle. */
  public int shuffles() {
    awaitEvents();
    synchronized (this) {
      return shuffles;
    }
  }

  @Override
  public void close() {
    context.sc().removeSparkListener(this);
  }

  /** Spark tells its listeners on another thread. */
  private void awaitEvents() {
    try {
      context.sc().listenerBus().waitUntilEmpty();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
