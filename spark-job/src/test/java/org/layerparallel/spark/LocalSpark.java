package org.layerparallel.spark;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** The one Spark session that all tests of this module share. */
public final class LocalSpark {

  private LocalSpark() {}

  /** The session, on {@code local[2]}, made by the first test that asks for it. */
  public static SparkSession session() {
    return Shared.SESSION;
  }

  /** The context of {@link #session}. */
  public static JavaSparkContext context() {
    return Shared.CONTEXT;
  }

  private static final class Shared {
    private static final SparkSession SESSION = SparkSession.builder()
        .appName("tests")
        .master("local[2]")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "localhost")
        .getOrCreate();
    private static final JavaSparkContext CONTEXT = new JavaSparkContext(SESSION.sparkContext());
  }
}
