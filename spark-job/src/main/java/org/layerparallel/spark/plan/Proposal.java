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

  public static final String SERIAL = "serial, in process";
  public static final String DATA_PARALLEL = "data-parallel";
  public static final String ON_DRIVER = "layer-parallel, coarse levels on the driver";
  public static final String IN_COLUMNS = "layer-parallel, coarse levels on the executors";

  /** What it is called. */
  public String name() {
    if (executors == 0) {
      return scheme.serial() ? SERIAL : "layer-parallel, in process";
    }
    return switch (layout.form()) {
      case DRIVER -> ON_DRIVER;
      case COLUMNS -> IN_COLUMNS;
      case WHOLE_NETWORK -> DATA_PARALLEL;
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
