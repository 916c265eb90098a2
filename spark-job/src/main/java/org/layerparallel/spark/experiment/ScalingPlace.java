package org.layerparallel.spark.experiment;

import java.util.List;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.plan.Cluster;
import org.layerparallel.spark.plan.Layout;
import org.layerparallel.spark.plan.Rates;

/**
 * A place where iterations are measured.
 *
 * @param name a part of file names
 * @param executors of Spark; 0 in process
 * @param slots of each, or threads in process
 * @param settings that make it, {@code key=value} each
 */
record ScalingPlace(String name, int executors, int slots, List<String> settings) {

  /**
   * In process, on one and two threads, and on local masters of one and two slots, by reference and serialized.
   *
   * @param quick whether the first two with two are enough
   */
  static List<ScalingPlace> ofThisMachine(boolean quick) {
    return quick
        ? List.of(inProcess(2), local(2, false))
        : List.of(inProcess(1), inProcess(2), local(2, true), local(1, false), local(2, false));
  }

  private static ScalingPlace inProcess(int threads) {
    return new ScalingPlace(
        "in-process-" + threads, 0, threads, List.of("execution.kind=in-process", "execution.threads=" + threads));
  }

  /** A cluster of executors of one core. */
  static ScalingPlace cluster(String master, int executors) {
    return new ScalingPlace("cluster", executors, 1, List.of("execution.kind=spark", "execution.master=" + master));
  }

  private static ScalingPlace local(int slots, boolean shared) {
    return new ScalingPlace(
        "local-" + slots + (shared ? "-shared" : ""),
        1,
        slots,
        List.of(
            "execution.kind=spark", "execution.master=local[" + slots + "]", "execution.share-memory=" + shared));
  }

  boolean onSpark() {
    return executors > 0;
  }

  /** Intervals for a layer-parallel run, or example blocks for a data-parallel one. */
  int parallel() {
    return onSpark() ? executors * slots : slots;
  }

  Cluster cluster(int driverThreads, Rates rates) {
    return new Cluster(executors, slots, driverThreads, rates);
  }

  /** What is where in a training by {@code settings}. */
  Layout layout(JobSettings settings) {
    if (settings.training().exact()) {
      return Layout.wholeNetwork(parallel());
    }
    int columns = settings.execution().columns();
    return columns > 0 ? Layout.columns(parallel(), 1, columns) : Layout.driver(parallel(), 1);
  }
}
