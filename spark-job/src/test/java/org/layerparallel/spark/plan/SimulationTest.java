package org.layerparallel.spark.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Simulations that are short enough to be done by hand. */
class SimulationTest {

  private static final double EXACT = 1e-9;

  /** Numbers whose sums tell what they are made of. */
  private static final Rates RATES = new Rates(100, 1, 10, 0.5, 0.25, 0);

  private static final Rates FREE = new Rates(0, 0, 0, 1, 1, 0);

  private static Prediction run(Cluster cluster, Step... steps) {
    Prediction prediction = Simulation.run(List.of(steps), cluster);
    assertEquals(
        prediction.seconds(),
        prediction.parts().values().stream().mapToDouble(Double::doubleValue).sum(),
        EXACT,
        "sum of the parts");
    return prediction;
  }

  private static Step.Task task(int executor, double seconds, double answer, Fetch... fetches) {
    return new Step.Task(executor, List.of(fetches), Part.CELLS, seconds, answer);
  }

  private static Step.Superstep superstep(Step.Task... tasks) {
    return new Step.Superstep(0, List.of(tasks));
  }

  @Test
  void aJobIsMessagesThenLaunchesThenFetchesThenWorkThenAnswers() {
    // 1 message of 10, the job's 100, one launch of 1, 8 bytes down at 0.5, 1000 of work, 4 bytes up at 0.5.
    Prediction one =
        run(new Cluster(1, 1, 1, RATES), superstep(task(0, 1000, 4, Fetch.fromDriver(8))));
    assertEquals(10 + 100 + 1 + 4 + 1000 + 2, one.seconds(), EXACT);
    assertEquals(111, one.parts().get(Part.JOBS), EXACT);
    assertEquals(6, one.parts().get(Part.LINK), EXACT);
    assertEquals(1000, one.parts().get(Part.CELLS), EXACT);
    assertEquals(1, one.jobs());
    assertEquals(Part.CELLS, one.limit());
    assertEquals(117, one.ofDriver(), EXACT);
  }

  @Test
  void tasksAreLaunchedOneAfterTheOther() {
    Step.Superstep three = superstep(task(0, 5, 0), task(1, 5, 0), task(2, 5, 0));
    assertEquals(100 + 3 + 5, run(new Cluster(3, 1, 1, RATES), three).seconds(), EXACT);
  }

  @Test
  void lettersAreWrittenBeforeTheyAreRead() {
    Step.Superstep read = new Step.Superstep(5, List.of(task(0, 7, 0)));
    // Its own launch, five of tasks that write, and once the time that the stage takes to hand over.
    assertEquals(100 + 1 + 5 + RATES.latency() + 7, run(new Cluster(1, 1, 1, RATES), read).seconds(), EXACT);
  }

  @Test
  void tasksWithoutASlotWaitForTheNextWave() {
    Step.Superstep three = superstep(task(0, 5, 0), task(0, 7, 0), task(0, 2, 0));
    // On two slots the third begins when the first has ended, at 5, and all have when the second ends.
    assertEquals(7, run(new Cluster(1, 2, 1, FREE), three).seconds(), EXACT);
    assertEquals(14, run(new Cluster(1, 1, 1, FREE), three).seconds(), EXACT);
  }

  @Test
  void unevenTasksEndWithTheLongest() {
    Step.Superstep uneven = superstep(task(0, 3, 0), task(1, 11, 0));
    assertEquals(11, run(new Cluster(2, 1, 1, FREE), uneven).seconds(), EXACT);
  }

  @Test
  void answersPassTheDriversLinkOneByOne() {
    Step.Superstep both = superstep(task(0, 3, 10), task(1, 4, 10));
    // The first answer passes from 3 to 13, the second, which waits from 4 on, until 23.
    Prediction prediction = run(new Cluster(2, 1, 1, FREE), both);
    assertEquals(23, prediction.seconds(), EXACT);
    assertEquals(19, prediction.parts().get(Part.LINK), EXACT);
  }

  @Test
  void aParcelIsFetchedOnceAnExecutorAndHandedOn() {
    double bytes = 1000;
    List<Step.Task> tasks = new ArrayList<>();
    for (int executor = 0; executor < 4; executor++) {
      tasks.add(task(executor, 0, 0, Fetch.parcel(7, bytes)));
      tasks.add(task(executor, 0, 0, Fetch.parcel(7, bytes)));
    }
    // After 1000 one executor has it, after 2000 it and the driver have each given it to another one, and to one more
    // each after 3000, where the driver alone would have taken 4000.
    Step.Superstep all = new Step.Superstep(0, tasks);
    assertEquals(3000, run(new Cluster(4, 2, 1, FREE), all).seconds(), EXACT);
    // A single message, for all it is fetched eight times.
    assertEquals(1, all.messages());
    Step.Superstep one = superstep(task(0, 0, 0, Fetch.parcel(1, 8)));
    assertEquals(10 + 100 + 1 + 4, run(new Cluster(1, 1, 1, RATES), one).seconds(), EXACT);
  }

  @Test
  void whatExecutorsFetchFromOneOfThemPassesItsLink() {
    Step.Superstep hub =
        superstep(task(0, 0, 0, Fetch.fromExecutor(2, 8)), task(1, 0, 0, Fetch.fromExecutor(2, 8)));
    Prediction prediction = run(new Cluster(3, 1, 1, FREE), hub);
    assertEquals(16, prediction.seconds(), EXACT);
    assertEquals(16, prediction.parts().get(Part.NETWORK), EXACT);
    Step.Superstep apart =
        superstep(task(0, 0, 0, Fetch.fromMany(8)), task(1, 0, 0, Fetch.fromMany(8)));
    assertEquals(8, run(new Cluster(3, 1, 1, FREE), apart).seconds(), EXACT);
  }

  @Test
  void stepsFollowEachOther() {
    Prediction prediction =
        run(new Cluster(1, 1, 1, FREE), superstep(task(0, 3, 0)), new Step.Driver(4), superstep(task(0, 5, 0)));
    assertEquals(12, prediction.seconds(), EXACT);
    assertEquals(4, prediction.parts().get(Part.COARSE), EXACT);
    assertEquals(2, prediction.jobs());
  }

  @Test
  void argumentsAreChecked() {
    assertEquals(
        "executors=0, must be >= 1",
        assertThrows(IllegalArgumentException.class, () -> new Cluster(0, 1, 1, FREE)).getMessage());
    assertEquals(
        "task=-1.0, must be >= 0 and finite",
        assertThrows(IllegalArgumentException.class, () -> new Rates(0, -1, 0, 0, 0, 0)).getMessage());
    assertEquals(
        "intervals=2, must be 1 with WHOLE_NETWORK",
        assertThrows(
                IllegalArgumentException.class, () -> new Layout(Layout.Form.WHOLE_NETWORK, 2, 2, 0))
            .getMessage());
    assertEquals(
        "columns=3, must be blocks=2",
        assertThrows(IllegalArgumentException.class, () -> Layout.columns(2, 2, 3)).getMessage());
  }
}
