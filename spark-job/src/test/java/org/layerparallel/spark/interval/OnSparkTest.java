package org.layerparallel.spark.interval;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.layerparallel.spark.LocalSpark;

class OnSparkTest {

  private final JavaSparkContext context = LocalSpark.context();

  @Test
  void zeroWantedIsTheDefaultParallelism() {
    assertEquals(context.defaultParallelism(), new OnSpark(context, 0, 1, null, false).wanted());
    assertEquals(7, new OnSpark(context, 7, 1, null, false).wanted());
  }

  @Test
  void refusesBadNumbers() {
    assertEquals(
        "wanted=-1, must be >= 0",
        assertThrows(IllegalArgumentException.class, () -> new OnSpark(context, -1, 1, null, false)).getMessage());
    assertEquals(
        "checkpointInterval=0, must be >= 1",
        assertThrows(IllegalArgumentException.class, () -> new OnSpark(context, 1, 0, null, false)).getMessage());
  }

  @Test
  void refusesKryo() {
    SparkConf conf = new SparkConf(false);
    assertDoesNotThrow(() -> OnSpark.requireJavaSerialization(conf));
    conf.set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> OnSpark.requireJavaSerialization(conf));
    assertEquals(
        "spark.serializer=org.apache.spark.serializer.KryoSerializer, must be "
            + "org.apache.spark.serializer.JavaSerializer",
        refused.getMessage());
  }
}
