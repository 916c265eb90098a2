package org.layerparallel.reference;

import java.util.ArrayList;
import java.util.List;
import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.StopRule;
import org.layerparallel.optim.Direction;
import org.layerparallel.optim.SearchFailure;
import org.layerparallel.optim.StepRule;
import org.layerparallel.train.FirstSolves;
import org.layerparallel.train.Interpolation;
import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.LevelSettings;
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
        new Direction(10, false),
        new StepRule.Backtracking(1, 0.5, 1e-4, 15, SearchFailure.ACCEPT),
        0,
        true,
        exact,
        2,
        Interpolation.CONSTANT,
        levels);
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
