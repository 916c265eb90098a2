package org.layerparallel.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.layerparallel.interval.InProcess;
import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;
import org.layerparallel.train.ConvergenceStudy;

/** Training runs follow those of an independent code. */
class ReferenceHistoryTest {

  @Test
  void serialTrainingFollowsTheReference() {
    ReferenceHistories.checkSerial(13, Reference.problem(InProcess.sequential()));
  }

  @Test
  void nestedOneShotTrainingFollowsTheReference() {
    ReferenceHistories.checkNested(Reference.problem(InProcess.sequential()));
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
        new ConvergenceStudy(network, cycle, Reference.problem(InProcess.sequential()))
            .run(design, 0, 0);
    assertEquals(
        Double.parseDouble(last.get("objective")), study.exact().objective(), 1e-6);
    assertEquals(0.4344, study.exact().trainAccuracy(), 2e-4);
    assertEquals(0.4250, study.exact().validationAccuracy(), 5e-3);
  }
}
