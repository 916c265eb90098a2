package org.layerparallel.spark.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layerparallel.network.Network;
import org.layerparallel.spark.JobCounter;
import org.layerparallel.spark.LocalSpark;
import org.layerparallel.spark.interval.OnSpark;

/** That measurements measure; how long anything takes is nobody's promise. */
class TimersTest {

  @ParameterizedTest
  @ValueSource(strings = {"network.activation.kind=tanh", "network.bias=scalar", "network.opening=zero-expansion"})
  void kernelsOfAnyNetwork(String setting) {
    Network network = Trainings.ofLayers(4, setting, "network.width=3").networkAt(0);
    for (int training : new int[] {1, 7, 5000}) {
      StepTimes times = StepTimer.measure(network, training, 0);
      assertTrue(times.layerStep() > 0 && times.layerStep() < 1, times::toString);
      assertTrue(times.classification() > 0 && times.classification() < 1, times::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void jobsOfASparkThatIsLeftAsItWas(boolean shared) {
    JavaSparkContext context = LocalSpark.context();
    int kept = context.getPersistentRDDs().size();
    JobTimes times;
    try (JobCounter counter = new JobCounter(context)) {
      times = JobTimer.measure(new OnSpark(context, 2, 3, null, shared), 2, 1e6);
      assertEquals(20 + 15 + 2 + 5, counter.jobs());
    }
    assertTrue(times.job() > 0 && times.job() < 60, times::toString);
    assertTrue(times.perByte() >= 0 && times.perByte() < 1, times::toString);
    assertEquals(kept, context.getPersistentRDDs().size());
  }
}
