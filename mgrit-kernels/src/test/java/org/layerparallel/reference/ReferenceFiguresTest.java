package org.layerparallel.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layerparallel.interval.InProcess;
import org.layerparallel.interval.IntervalsFactory;
import org.layerparallel.linalg.Workers;
import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.network.Weights;
import org.layerparallel.train.ConvergenceStudy;
import org.layerparallel.train.Problem;

/** Objective, gradient and multigrid residuals of a trained 64-layer network agree with an independent code. */
class ReferenceFiguresTest {

  private static final double ROUNDING = 1e-15;

  @Test
  void objectiveAndGradientAreThoseOfTheReference() {
    Weights design = Reference.design("peaks-w8-l64/design.txt", Reference.network(64));
    ConvergenceStudy.Study study =
        new ConvergenceStudy(
                Reference.network(64), CYCLE, problem(InProcess.sequential()))
            .run(design, 0, 0);
    assertEquals(9.25628895694547e-01, study.exact().objective(), 1e-12);
    assertEquals(9.25603976274982e-01, study.exact().loss(), 1e-12);
    assertEquals(3.93848596961034e-01, study.exactGradientNorm(), 1e-10);
    assertEquals(0.5822, study.exact().trainAccuracy(), 1e-12);
    assertEquals(0.5750, study.exact().validationAccuracy(), 1e-12);
    double[] expected = Reference.numbers("peaks-w8-l64/gradient.txt");
    double[] actual = study.exactGradient().toDesign();
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += (actual[i] - expected[i]) * (actual[i] - expected[i]);
      norm += expected[i] * expected[i];
    }
    assertTrue(
        Math.sqrt(difference / norm) < 1e-10,
        "relative gradient error " + Math.sqrt(difference / norm));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void residualsAreThoseOfTheReference(int intervals) {
    for (String name : List.of("V-F", "two-FCF-c4", "two-F-c8", "V-FCF-c2")) {
      ReferenceResiduals.check(name, problem(new InProcess(intervals, 2)));
    }
  }

  private static final CycleSettings CYCLE =
      new CycleSettings(CycleKind.V, List.of(4, 2), List.of(0, 1), 10, 2, false);

  private static Problem problem(IntervalsFactory execution) {
    return new Problem(
        Reference.examples("training"),
        Reference.examples("validation"),
        Reference.REGULARIZATION,
        execution,
        new Workers(1));
  }
}
