package org.layerparallel.spark.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.spark.error.RunFailure;

/** What is said of a job that failed; Spark's sentences are those of Spark 3.5. */
class StepFailureTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "Checkpoint block rdd_20_0 not found! Either the executor | checkpoint.dir",
    "ExecutorLostFailure (executor 4 exited caused by one of the running tasks) Reason: | spark.task.maxFailures",
    "Job aborted due to stage failure: Master removed our application: FAILED | on any worker"
  })
  void whatTheClusterLostIsOneLineWithARemedy(String spark, String remedy) {
    SparkException failure = new SparkException(spark + "\n\tat a.b.C(C.java:1)\n\tat d.e.F(F.java:2)");
    RunFailure told = assertInstanceOf(RunFailure.class, StepFailure.of(failure, "superstep 7"));
    assertTrue(told.getMessage().startsWith("superstep 7 failed: "), told.getMessage());
    assertTrue(told.getMessage().contains(remedy), told.getMessage());
    assertEquals(1, told.getMessage().lines().count());
    assertSame(failure, told.getCause());
  }

  @Test
  void whatAStepThrewIsThrownAgain() {
    ArithmeticException ofStep = new ArithmeticException("/ by zero");
    assertSame(ofStep, StepFailure.of(new SparkException("Job aborted", ofStep), "superstep 7"));
  }
}
