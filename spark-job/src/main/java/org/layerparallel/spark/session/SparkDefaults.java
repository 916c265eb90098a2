package org.layerparallel.spark.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkConf;

/** What this application sets in Spark where neither spark-submit nor {@code -Dspark...} did. */
final class SparkDefaults {

  private static final String EVERYWHERE = "local[*]";

  private SparkDefaults() {}

  /** The master that {@code conf} names, or that it gets here. */
  static String master(SparkConf conf) {
    return conf.get("spark.master", EVERYWHERE);
  }

  /** Fills in what {@code conf} does not have. */
  static void fill(SparkConf conf) {
    conf.setIfMissing("spark.master", master(conf));
    shared().forEach(conf::setIfMissing);
    if (conf.get("spark.master").startsWith("local")) {
      embedded().forEach(conf::setIfMissing);
    }
    if (!conf.getBoolean("spark.ui.enabled", true)) {
      withoutUi().forEach(conf::setIfMissing);
    }
  }

  private static Map<String, String> shared() {
    Map<String, String> defaults = new LinkedHashMap<>();
    // The training shows its own progress.
    defaults.put("spark.ui.showConsoleProgress", "false");
    // Doubles hardly compress.
    defaults.put("spark.broadcast.compress", "false");
    // A result above 1 MiB would otherwise take a detour through the block manager: 15 % of a superstep of 4 x 1.3 MB.
    defaults.put("spark.task.maxDirectResultSize", "64m");
    return defaults;
  }

  /**
   * An embedded Spark talks to itself only: no other machine can reach it, and no host name need resolve. Nobody looks at
   * its pages unless asked for, and they take a port; on a cluster people expect them.
   */
  private static Map<String, String> embedded() {
    return Map.of(
        "spark.driver.host", "localhost",
        "spark.driver.bindAddress", "127.0.0.1",
        "spark.ui.enabled", "false");
  }

  /** Spark records every job and task even where no page shows them; a run has thousands. */
  private static Map<String, String> withoutUi() {
    return Map.of(
        "spark.ui.retainedJobs", "100",
        "spark.ui.retainedStages", "100",
        "spark.ui.retainedTasks", "1000",
        "spark.sql.ui.retainedExecutions", "10");
  }
}
