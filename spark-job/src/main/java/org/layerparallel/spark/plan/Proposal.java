package org.layerparallel.spark.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A way to train, and what it takes.
 *
 * @param scheme how it propagates
 * @param executors of Spark; 0 for in process
 * @param layout how it is cut; of no meaning in process
 * @param prediction of the mean iteration over all levels
 * @param driverBytes heap of the driver, or of the one process, at least
 * @param executorBytes heap of an executor at least; 0 in process
 */
public record Proposal(
    Scheme scheme, int executors, Layout layout, Prediction prediction, double driverBytes, double executorBytes) {

  /** What it is called. */
  public String name() {
    if (executors == 0) {
      return scheme.serial() ? "serial, in process" : "layer-parallel, in process";
    }
    return switch (layout.form()) {
      case DRIVER -> "layer-parallel, coarse levels on the driver";
      case COLUMNS -> "layer-parallel, coarse levels on the executors";
      case WHOLE_NETWORK -> "data-parallel";
    };
  }

  /** The settings that make it, {@code key=value} each. */
  public List<String> settings() {
    List<String> settings = new ArrayList<>(scheme.settings());
    settings.add("execution.kind=" + (executors == 0 ? "in-process" : "spark"));
    settings.add("execution.intervals=" + layout.intervals());
    settings.add("execution.example-blocks=" + layout.blocks());
    if (layout.form() == Layout.Form.COLUMNS) {
      settings.add("execution.columns=" + layout.columns());
    }
    return settings;
  }
}
