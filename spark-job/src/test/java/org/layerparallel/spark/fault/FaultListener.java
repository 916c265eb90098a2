package org.layerparallel.spark.fault;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Tells of tasks and executors that were lost, and kills executors that have nothing to do. */
final class FaultListener extends SparkListener {

  private static final int PATIENCE_MILLIS = 10_000;

  /** Of this process, if it is the driver's. */
  private static volatile FaultListener drivers;

  private final SparkContext context;
  private final FaultFiles files;
  private final Map<Integer, String> stages = new HashMap<>();

  // What Spark's thread knows of the jobs, for the one that runs them.
  private volatile String computing = "";
  private volatile String running = "";
  private volatile String ended = "";

  private FaultListener(SparkContext context, FaultFiles files) {
    this.context = context;
    this.files = files;
  }

  static void listen(SparkContext context, FaultFiles files) {
    FaultListener listener = new FaultListener(context, files);
    context.addSparkListener(listener);
    drivers = listener;
  }

  /** Called by the driver's threads; on that which runs the jobs, it is between two of them. */
  static void betweenJobs() {
    FaultListener listener = drivers;
    if (listener != null && Thread.currentThread().getName().equals("main")) {
      listener.killIdle();
    }
  }

  private void killIdle() {
    for (Fault fault : files.planned()) {
      if (fault.victim() != Fault.Victim.IDLE_EXECUTOR || files.complete(fault)) {
        continue;
      }
      try {
        context.listenerBus().waitUntilEmpty(PATIENCE_MILLIS);
        if (fault.isNow(ended) && running.isEmpty()) {
          ProcessHandle executor = files.executor(computing);
          executor.destroyForcibly();
          executor.onExit().join();
          files.claim(fault, "executor " + computing + ", after " + ended);
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void onJobStart(SparkListenerJobStart start) {
    running = start.properties().getProperty("spark.job.description", "");
    start.stageInfos().foreach(stage -> stages.put(stage.stageId(), running));
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() instanceof ExecutorLostFailure) {
      files.tell("lost in " + stages.get(end.stageId()));
    } else {
      computing = end.taskInfo().executorId();
    }
  }

  @Override
  public void onJobEnd(SparkListenerJobEnd end) {
    ended = running;
    running = "";
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    files.tell("removed executor " + removed.executorId());
  }
}
