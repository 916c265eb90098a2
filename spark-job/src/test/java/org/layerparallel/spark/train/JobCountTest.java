package org.layerparallel.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.spark.JobCounter;
import org.layerparallel.spark.LocalSpark;
import org.layerparallel.spark.interval.OnSpark;
import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.StopReason;
import org.layerparallel.train.TrainingListener;

/**
 * What a run costs in Spark jobs. A relaxation with nu CF-relaxations is nu + 1 jobs and all else travels with them; so
 * an iteration after t trials, with c cycles of the state and d of the adjoint, is (nu + 1) (c (t + 1) + d) + 1 jobs,
 * the last for the gradient, and (nu + 1) (c t + d) + 1 where the state is not solved again after the step.
 */
class JobCountTest {

  private static final int INTERVALS = 3;

  /**
   * A decrease that hardly any step shows, and every trial accepted in the end; enough C-points that no solve ends before
   * its last cycle with a residual of exactly zero.
   */
  private static final List<String> BASE =
      List.of(
          "optimizer.step.sufficient-decrease=0.99999",
          "optimizer.step.max-trials=3",
          "optimizer.step.on-failure=accept",
          "multigrid.coarsening=[2,2]");

  private final JavaSparkContext context = LocalSpark.context();

  @ParameterizedTest(name = "{0} CF-relaxations, {1} and {2} cycles, solve after step {3}")
  @CsvSource({"0, 2, 2, false", "0, 2, 1, true", "1, 1, 2, false"})
  void ofSolvesTogetherIsThatOfTheLonger(
      int cf, int stateCycles, int adjointCycles, boolean again) {
    int firstCycles = 3;
    int cycles = Math.max(stateCycles, adjointCycles);
    run(
        List.of(
            "multigrid.cf-relaxations=[" + cf + ",1]",
            "multigrid.state.cycles=" + stateCycles,
            "multigrid.adjoint.cycles=" + adjointCycles,
            "nested.first-solves.cycles=" + firstCycles,
            "optimizer.solve-after-step=" + again,
            // What a level takes over from the one before costs no job.
            "nested.interpolation=cubic",
            "nested.memory=carry",
            "nested.states=interpolated"),
        record -> {
          if (record.iteration() == 0) {
            return (cf + 1) * firstCycles + 1;
          }
          int t = record.lineSearchIterations() + 1;
          int searching = t * (record.iteration() == 1 ? firstCycles : cycles);
          return (cf + 1) * (searching + (again ? cycles : 0)) + 1;
        });
  }

  @ParameterizedTest(name = "{0} CF-relaxations, {1} and {2} cycles, solve after step {3}")
  @CsvSource({"0, 2, 2, true", "0, 2, 1, false", "1, 1, 2, true", "2, 2, 1, false"})
  void ofSolvesInTurnIsTheSum(int cf, int stateCycles, int adjointCycles, boolean again) {
    int firstCycles = 3;
    List<Integer> trials = new ArrayList<>();
    run(
        List.of(
            "multigrid.cf-relaxations=[" + cf + ",1]",
            "multigrid.state.cycles=" + stateCycles,
            "multigrid.adjoint.cycles=" + adjointCycles,
            "nested.first-solves.cycles=" + firstCycles,
            "optimizer.solves=in-turn",
            "optimizer.solve-after-step=" + again),
        record -> {
          if (record.iteration() == 0) {
            return (cf + 1) * 2 * firstCycles + 1;
          }
          int t = record.lineSearchIterations() + 1;
          trials.add(t);
          // The trials after a level's first iteration still count as its own.
          int searching = t * (record.iteration() == 1 ? firstCycles : stateCycles);
          return (cf + 1) * (searching + (again ? stateCycles : 0) + adjointCycles) + 1;
        });
    assertTrue(trials.stream().anyMatch(t -> t > 1), "no line search of several trials: " + trials);
  }

  @Test
  void ofSerialPropagationIsOneForEachInterval() {
    run(
        List.of("optimizer.exact=true"),
        record -> {
          int solves = record.iteration() == 0 ? 1 : record.lineSearchIterations() + 2;
          return (solves + 1) * INTERVALS + 1;
        });
  }

  @Test
  void ofExampleBlocksIsOneMoreForTheSumOfTheGradient() {
    run(
        List.of("optimizer.exact=true", "execution.example-blocks=2"),
        record -> {
          int solves = record.iteration() == 0 ? 1 : record.lineSearchIterations() + 2;
          return (solves + 1) * INTERVALS + 2;
        });
  }

  /** Its weights move, and its states and those of both ends change, in jobs that there are anyway. */
  @ParameterizedTest(name = "at most {0} examples in a batch")
  @CsvSource({"0, 1", "60, 5"})
  void ofAVisitOfABatchIsItsCyclesAndOne(int size, int batches) {
    run(
        List.of(
            "optimizer.direction=adam",
            "optimizer.step.kind=fixed",
            "optimizer.step.initial=0.001",
            "optimizer.solve-after-step=false",
            "optimizer.batch-size=" + size,
            "nested.states=interpolated"),
        record -> batches * ((record.iteration() == 0 ? 3 : 2) + 1),
        // The driver has all weights for the final figures of several batches.
        batches == 1 ? INTERVALS + 1 : 1);
  }

  /** Columns have a job where they begin a trial, and one after each sweep, that of the gradient included. */
  @ParameterizedTest(name = "{0} CF-relaxations")
  @CsvSource({"0", "1"})
  void ofColumnsIsOneMoreForEachSweepAndEachTrial(int cf) {
    List<String> all = new ArrayList<>(BASE);
    all.addAll(
        List.of(
            "execution.columns=2",
            "multigrid.cf-relaxations=[" + cf + ",1]",
            "multigrid.state.cycles=2",
            "multigrid.adjoint.cycles=2",
            "nested.first-solves.cycles=3",
            "optimizer.solve-after-step=false"));
    try (JobCounter counter = new JobCounter(context)) {
      List<Integer> jobs = new ArrayList<>();
      SmallRun run =
          SmallRun.of(
              all, new OnSpark(context, INTERVALS, 1, null, false), new AfterEach(() -> jobs.add(counter.jobs())));
      for (int k = 1; k < jobs.size(); k++) {
        IterationRecord record = run.records().get(k);
        int trials = record.iteration() == 0 ? 1 : record.lineSearchIterations() + 1;
        int cycles = record.iteration() < 2 ? 3 : 2;
        int expected = trials * (1 + 2 * (cf + 1) * cycles) + 2;
        String where = "level " + record.level() + ", iteration " + record.iteration();
        assertEquals(expected, record.supersteps(), where);
        int setup = record.iteration() > 0 ? 0 : 2;
        assertEquals(expected + setup, jobs.get(k) - jobs.get(k - 1), where + ", jobs");
      }
    }
  }

  /** Jobs an iteration should take. */
  @FunctionalInterface
  private interface Formula {
    int jobs(IterationRecord record);
  }

  /** Runs, and holds every record's jobs to those Spark has begun and to {@code formula}, and shuffles to refinements. */
  private void run(List<String> overrides, Formula formula) {
    // After the last record: serial propagation for the final figures, and the weights.
    run(overrides, formula, INTERVALS + 1);
  }

  private void run(List<String> overrides, Formula formula, int jobsAfter) {
    List<String> all = new ArrayList<>(BASE);
    all.addAll(overrides);
    try (JobCounter counter = new JobCounter(context)) {
      PerIteration perIteration = new PerIteration(counter, formula);
      SmallRun run = SmallRun.of(all, new OnSpark(context, INTERVALS, 1, null, false), perIteration);
      assertEquals(7, run.records().size(), "iterations");
      assertEquals(perIteration.before + jobsAfter, counter.jobs(), "jobs of the run");
      assertEquals(2, counter.shuffles(), "shuffles, must be those of the two refinements");
    }
  }

  /** Does something as records come. */
  private record AfterEach(Runnable work) implements TrainingListener {
    @Override
    public void iteration(IterationRecord record) {
      work.run();
    }

    @Override
    public void levelEnded(int level, StopReason reason) {}
  }

  /** Compares as records come. */
  private static final class PerIteration implements TrainingListener {
    private final JobCounter counter;
    private final Formula formula;
    private int before;

    PerIteration(JobCounter counter, Formula formula) {
      this.counter = counter;
      this.formula = formula;
    }

    @Override
    public void iteration(IterationRecord record) {
      String where = "level " + record.level() + ", iteration " + record.iteration();
      // A level begins with a report on its weights, before it with the refinement; a record leaves both out.
      int setup = record.iteration() > 0 ? 0 : record.level() == 0 ? 1 : 2;
      int jobs = counter.jobs();
      assertEquals(jobs - before - setup, record.supersteps(), where + ", supersteps for jobs");
      assertEquals(formula.jobs(record), record.supersteps(), where + ", jobs");
      assertEquals(record.level(), counter.shuffles(), where + ", shuffles");
      before = jobs;
    }

    @Override
    public void levelEnded(int level, StopReason reason) {}
  }
}
