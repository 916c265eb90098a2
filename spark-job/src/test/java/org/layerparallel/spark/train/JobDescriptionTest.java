package org.layerparallel.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Test;
import org.layerparallel.spark.LocalSpark;
import org.layerparallel.spark.interval.OnSpark;

/** What Spark's pages say of the jobs of a training. */
class JobDescriptionTest {

  private final JavaSparkContext context = LocalSpark.context();

  private static final class Descriptions extends SparkListener {
    private final List<String> seen = new ArrayList<>();

    @Override
    public synchronized void onJobStart(SparkListenerJobStart start) {
      seen.add(
          start.properties().getProperty("spark.jobGroup.id")
              + " | " + start.properties().getProperty("spark.job.description"));
    }
  }

  @Test
  void namesLevelIterationTrialCycleAndSweep() throws Exception {
    List<String> seen =
        descriptions(
            "nested.iterations=[2,1]",
            "multigrid.cf-relaxations=[1]",
            "nested.first-solves.iterations=0",
            "optimizer.solve-after-step=false",
            "optimizer.step.sufficient-decrease=0.99999",
            "optimizer.step.max-trials=2",
            "optimizer.step.on-failure=accept",
            "optimizer.solves=together");
    String coarse = "level 0 (16 layers) | level 0, iteration ";
    List<String> expected = new ArrayList<>();
    expected.add("level 0 (16 layers) | level 0 (16 layers): report on the weights");
    addCycles(expected, coarse + "1 of 2: ");
    expected.add(coarse + "1 of 2: gradient");
    addCycles(expected, coarse + "2 of 2, trial 1: ");
    addCycles(expected, coarse + "2 of 2, trial 2: ");
    expected.add(coarse + "2 of 2: gradient");
    String fine = "level 1 (32 layers) | level 1";
    expected.add(fine + " (32 layers): refinement");
    expected.add(fine + " (32 layers): report on the weights");
    addCycles(expected, fine + ", iteration 1 of 1: ");
    expected.add(fine + ", iteration 1 of 1: gradient");
    String end = "level 1 (32 layers) | trained network: ";
    expected.add(end + "serial propagation of the state, interval 1");
    expected.add(end + "serial propagation of the state, interval 2");
    expected.add(end + "collecting the weights");
    assertEquals(expected, seen);
    assertNull(context.getLocalProperty("spark.job.description"));
    assertNull(context.getLocalProperty("spark.jobGroup.id"));
  }

  @Test
  void whatTheCallerSaysStays() throws Exception {
    context.setJobGroup("mine", "my work", false);
    try {
      List<String> seen = descriptions("nested.iterations=[1]");
      assertEquals(List.of("mine | my work"), seen.stream().distinct().toList());
    } finally {
      context.clearJobGroup();
    }
  }

  private static void addCycles(List<String> expected, String place) {
    for (int cycle = 1; cycle <= 2; cycle++) {
      expected.add(place + "cycle " + cycle + ", F-relaxation of state and adjoint");
      expected.add(place + "cycle " + cycle + ", CF-relaxation 1 of state and adjoint");
    }
  }

  private List<String> descriptions(String... settings) throws Exception {
    Descriptions descriptions = new Descriptions();
    context.sc().listenerBus().waitUntilEmpty();
    context.sc().addSparkListener(descriptions);
    try {
      SmallRun.of(List.of(settings), new OnSpark(context, 2, 1, null, false));
      context.sc().listenerBus().waitUntilEmpty();
    } finally {
      context.sc().removeSparkListener(descriptions);
    }
    return descriptions.seen;
  }
}
