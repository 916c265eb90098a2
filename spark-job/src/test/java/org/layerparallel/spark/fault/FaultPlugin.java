package org.layerparallel.spark.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Has planned faults happen, to the moment. Executors kill themselves, or their worker, within the task that the moment
 * is in: no message is under way and no clock is asked. What happens between jobs is the driver's business, and wants
 * {@link FaultSerializer}.
 */
public final class FaultPlugin implements SparkPlugin {

  /** Spark's setting for the directory of {@link FaultFiles}. */
  public static final String DIRECTORY = "spark.faults.directory";

  private static final int PATIENCE_MILLIS = 60_000;

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Map<String, String> init(SparkContext context, PluginContext plugin) {
        FaultListener.listen(context, files(plugin));
        return Map.of();
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new OnExecutor();
  }

  private static FaultFiles files(PluginContext plugin) {
    return new FaultFiles(Path.of(plugin.conf().get(DIRECTORY)));
  }

  private static final class OnExecutor implements ExecutorPlugin {

    private FaultFiles files;
    private String id;

    @Override
    public void init(PluginContext plugin, Map<String, String> extra) {
      files = files(plugin);
      id = plugin.executorID();
      try {
        files.executor(id, ProcessHandle.current().pid());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void onTaskStart() {
      TaskContext task = TaskContext.get();
      String place = task.getLocalProperty("spark.job.description") + "; interval " + task.partitionId();
      try {
        for (Fault fault : files.planned()) {
          boolean here = fault.victim() != Fault.Victim.IDLE_EXECUTOR && fault.isNow(place);
          if (here && files.claim(fault, "executor " + id + ", " + place)) {
            await(fault);
            kill(fault.victim());
          }
        }
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Until all victims are together. */
    private void await(Fault fault) throws InterruptedException {
      for (int waited = 0; !files.complete(fault); waited += 10) {
        if (waited > PATIENCE_MILLIS) {
          throw new IllegalStateException("too few executors come to " + fault.name());
        }
        Thread.sleep(10);
      }
    }

    private static void kill(Fault.Victim victim) throws IOException, InterruptedException {
      ProcessHandle self = ProcessHandle.current();
      ProcessHandle process = victim == Fault.Victim.WORKER ? self.parent().orElseThrow() : self;
      new ProcessBuilder("kill", "-KILL", "" + process.pid()).start().waitFor();
      // An executor takes a moment to miss its worker, and must not end its task before.
      Thread.sleep(PATIENCE_MILLIS);
    }
  }
}
