package org.layerparallel.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.layerparallel.interval.InProcess;
import org.layerparallel.linalg.Workers;
import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;
import org.layerparallel.train.ConvergenceStudy;
import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.NestedTraining;
import org.layerparallel.train.Problem;
import org.layerparallel.train.TrainingSettings;

/** Training runs follow those of an independent code. */
class ReferenceHistoryTest {

  @Test
  void serialTrainingFollowsTheReference() {
    List<IterationRecord> records =
        train(ReferenceHistories.serial(13), "peaks-w8-l16/initial-design.txt");
    List<Map<String, String>> rows = Reference.table("peaks-w8-l16/serial-lbfgs-history.csv");
    for (int k = 0; k < records.size(); k++) {
      double tolerance = k < 10 ? 1e-8 : 1e-6;
      ReferenceHistories.assertRow(rows.get(k), records.get(k), tolerance, "row " + k);
    }
  }

  @Test
  void nestedOneShotTrainingFollowsTheReference() {
    List<IterationRecord> records =
        train(ReferenceHistories.nested(), "peaks-w8-nested/initial-design.txt");
    ReferenceHistories.assertNested(records);
  }

  @Test
  void theReferencesFinalDesignIsTheOneOfItsLastRow() {
    // The last iteration of a level makes no update: the design is the one its row describes.
    List<Map<String, String>> rows = Reference.table("peaks-w8-nested/one-shot-history.csv");
    Map<String, String> last = rows.get(rows.size() - 1);
    Network network = Reference.network(64);
    CycleSettings cycle =
        new CycleSettings(CycleKind.V, List.of(4, 2), List.of(0, 1), 10, 3, false);
    Weights design = Reference.design("peaks-w8-nested/final-design.txt", network);
    ConvergenceStudy.Study study =
        new ConvergenceStudy(network, cycle, problem()).run(design, 0, 0);
    assertEquals(
        Double.parseDouble(last.get("objective")), study.exact().objective(), 1e-6);
    assertEquals(0.4344, study.exact().trainAccuracy(), 2e-4);
    assertEquals(0.4250, study.exact().validationAccuracy(), 5e-3);
  }

  private static List<IterationRecord> train(TrainingSettings settings, String design) {
    ReferenceHistories.Recorder recorder = new ReferenceHistories.Recorder();
    new NestedTraining(settings, problem())
        .run(Reference.design(design, settings.network()), recorder);
    return recorder.records;
  }

  private static Problem problem() {
    return new Problem(
        Reference.examples("training"),
        Reference.examples("validation"),
        Reference.REGULARIZATION,
        InProcess.sequential(),
        new Workers(1));
  }
}
