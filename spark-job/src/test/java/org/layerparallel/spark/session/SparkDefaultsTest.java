package org.layerparallel.spark.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SparkDefaultsTest {

  @Test
  void aPlainRunIsLocalAndQuiet() {
    SparkConf conf = new SparkConf(false);
    SparkDefaults.fill(conf);
    assertEquals("local[*]", conf.get("spark.master"));
    assertEquals("false", conf.get("spark.ui.enabled"));
    assertEquals("localhost", conf.get("spark.driver.host"));
    assertEquals("100", conf.get("spark.ui.retainedJobs"));
  }

  @Test
  void whatTheUserSetStays() {
    SparkConf conf = new SparkConf(false)
        .set("spark.master", "spark://host:7077")
        .set("spark.ui.enabled", "true")
        .set("spark.broadcast.compress", "true");
    SparkDefaults.fill(conf);
    assertEquals("spark://host:7077", conf.get("spark.master"));
    assertEquals("true", conf.get("spark.ui.enabled"));
    assertEquals("true", conf.get("spark.broadcast.compress"));
    assertFalse(conf.contains("spark.driver.host"), "a cluster must reach the driver");
    assertFalse(conf.contains("spark.ui.retainedJobs"), "a page that is shown shows what Spark shows by default");
  }

  @Test
  void aClusterShowsItsPages() {
    SparkConf conf = new SparkConf(false).set("spark.master", "spark://host:7077");
    SparkDefaults.fill(conf);
    assertTrue(conf.getBoolean("spark.ui.enabled", true));
    assertFalse(conf.contains("spark.ui.retainedJobs"));
  }

  @Test
  void refusesAForeignKey() {
    assertThrows(IllegalArgumentException.class, () -> SparkSessions.open("test", Map.of("master", "local")));
  }
}
