package org.layerparallel.spark;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** The one Spark session that all tests of this module share. */
public final class LocalSpark {

  private static SparkSession session;
  private static JavaSparkContext context;

  private LocalSpark() {}

  /** The session, on {@code local[2]}, made by the first test that asks for it. */
  public static SparkSession session() {
    start();
    return session;
  }

  /** The context of {@link #session}. */
  public static JavaSparkContext context() {
    start();
    return context;
  }

  /** Stops the session if there is one: a process has one only, with the settings of who made it. */
  public static synchronized void stop() {
    if (session != null) {
      session.stop();
      session = null;
    }
  }

  private static synchronized void start() {
    if (session != null && !session.sparkContext().isStopped()) {
      return;
    }
    session =
        SparkSession.builder()
            .appName("tests")
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.driver.host", "localhost")
            .getOrCreate();
    context = new JavaSparkContext(session.sparkContext());
  }
}
