package org.layerparallel.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.StopRule;
import org.layerparallel.optim.Lbfgs;
import org.layerparallel.optim.SearchFailure;
import org.layerparallel.optim.StepRule;
import org.layerparallel.sweep.GradientRule;
import org.layerparallel.train.Batching;
import org.layerparallel.train.FirstSolves;
import org.layerparallel.sweep.Interpolation;
import org.layerparallel.train.Checkpoints;
import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.LevelSettings;
import org.layerparallel.train.RefinementRule;
import org.layerparallel.train.NestedTraining;
import org.layerparallel.train.SolveOrder;
import org.layerparallel.train.Problem;
import org.layerparallel.train.StopReason;
import org.layerparallel.train.TrainingListener;
import org.layerparallel.train.TrainingSettings;

/** The training runs whose histories the reference holds, as settings of this project. */
public final class ReferenceHistories {

  private ReferenceHistories() {}

  /** Exact propagation, 16 layers. */
  public static TrainingSettings serial(int iterations) {
    return settings(true, List.of(iterations));
  }

  /** One-shot, 16 -> 32 -> 64 layers. */
  public static TrainingSettings nested() {
    return settings(false, List.of(20, 10, 5));
  }

  private static TrainingSettings settings(boolean exact, List<Integer> iterations) {
    CycleSettings cycle =
        new CycleSettings(CycleKind.V, List.of(4, 2), List.of(0, 1), 10, 3, false);
    List<LevelSettings> levels = new ArrayList<>();
    for (int count : iterations) {
      StopRule rule = new StopRule(2, 1e-15, 0);
      levels.add(
          new LevelSettings(
              count,
              LevelSettings.NO_TARGET,
              cycle,
              rule,
              rule,
              new FirstSolves(3, 10, 0)));
    }
    return new TrainingSettings(
        Reference.network(16),
        Reference.REGULARIZATION,
        new Lbfgs(10, false),
        new StepRule.Backtracking(1, 0.5, 1e-4, 15, SearchFailure.ACCEPT),
        Batching.NONE,
        0,
        true,
        exact,
        SolveOrder.IN_TURN,
        GradientRule.AS_SWEPT,
        new RefinementRule(
            2, Interpolation.CONSTANT, RefinementRule.Memory.DROP, RefinementRule.States.ZERO),
        levels);
  }

  /** Trains as the serial history did, so many iterations, and compares its first rows. */
  public static void checkSerial(int iterations, Problem problem) {
    List<IterationRecord> records =
        train(serial(iterations), "peaks-w8-l16/initial-design.txt", problem);
    List<Map<String, String>> rows = Reference.table("peaks-w8-l16/serial-lbfgs-history.csv");
    assertEquals(iterations, records.size(), "iterations");
    for (int k = 0; k < records.size(); k++) {
      double tolerance = k < 10 ? 1e-8 : 1e-6;
      assertRow(rows.get(k), records.get(k), tolerance, "row " + k);
    }
  }

  /** Trains as the nested history did and compares. */
  public static void checkNested(Problem problem) {
    assertNested(train(nested(), "peaks-w8-nested/initial-design.txt", problem));
  }

  private static List<IterationRecord> train(
      TrainingSettings settings, String design, Problem problem) {
    Recorder recorder = new Recorder();
    new NestedTraining(settings, problem, recorder, Checkpoints.NONE)
        .run(Reference.design(design, settings.network()));
    return recorder.records;
  }

  /** Compares the rows of the nested history whose figures rounding has not yet spoilt, and the final accuracies. */
  public static void assertNested(List<IterationRecord> records) {
    List<Map<String, String>> rows = Reference.table("peaks-w8-nested/one-shot-history.csv");
    assertEquals(rows.size(), records.size());
    for (int i = 0; i < records.size(); i++) {
      IterationRecord record = records.get(i);
      Map<String, String> row = rows.get(i);
      assertEquals(row.get("level") + "," + row.get("iteration"), record.level() + "," + record.iteration());
      String what = "level " + record.level() + ", iteration " + record.iteration();
      if (record.level() == 0 && record.iteration() < 10) {
        assertRow(row, record, 1e-8, what);
      } else if (record.iteration() < 2) {
        // A failed line search at (0, 13) multiplies rounding errors by 1e5 or so.
        double expected = Double.parseDouble(row.get("objective"));
        assertEquals(expected, record.objective(), 1e-3 * expected, what);
      }
    }
    IterationRecord last = records.get(records.size() - 1);
    assertEquals(43.44, 100 * last.trainAccuracy(), 2, "final training accuracy");
    // There are 200 points: one of them is half a percent.
    assertEquals(42.50, 100 * last.validationAccuracy(), 3, "final validation accuracy");
  }

  /** Compares objective, loss and gradient norm to a relative tolerance, and the step exactly. */
  public static void assertRow(
      Map<String, String> row, IterationRecord record, double tolerance, String what) {
    assertClose(row.get("objective"), record.objective(), tolerance, what + ", objective");
    assertClose(row.get("loss"), record.loss(), tolerance, what + ", loss");
    // The gradient's norm varies more than the objective from weights to weights.
    assertClose(
        row.get("gradient_norm"), record.gradientNorm(), 100 * tolerance, what + ", gradient");
    assertEquals(
        Integer.parseInt(row.get("line_search_iterations")),
        record.lineSearchIterations(),
        what + ", line search");
    assertClose(row.get("train_accuracy"), 100 * record.trainAccuracy(), 1e-9, what);
    assertClose(row.get("validation_accuracy"), 100 * record.validationAccuracy(), 1e-9, what);
  }

  private static void assertClose(String expected, double actual, double tolerance, String what) {
    double value = Double.parseDouble(expected);
    assertEquals(value, actual, tolerance * Math.abs(value), what);
  }

  /** Keeps all records of a run. */
  public static final class Recorder implements TrainingListener {
    /** In the order they came. */
    public final List<IterationRecord> records = new ArrayList<>();

    @Override
    public void iteration(IterationRecord record) {
      records.add(record);
    }

    @Override
    public void levelEnded(int level, StopReason reason) {}
  }
}
