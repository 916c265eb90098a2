package org.layerparallel.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.network.Weights;
import org.layerparallel.train.ConvergenceStudy;
import org.layerparallel.train.Problem;

/** Compares objective and gradient of the trained 64-layer network with the reference's, whatever the execution. */
public final class ReferenceFigures {

  private static final CycleSettings CYCLE =
      new CycleSettings(CycleKind.V, List.of(4, 2), List.of(0, 1), 10, 2, false);

  private ReferenceFigures() {}

  /** Propagates serially and compares. */
  public static void check(Problem problem) {
    Weights design = Reference.design("peaks-w8-l64/design.txt", Reference.network(64));
    ConvergenceStudy.Study study =
        new ConvergenceStudy(Reference.network(64), CYCLE, problem).run(design, 0, 0);
    assertEquals(9.25628895694547e-01, study.exact().objective(), 1e-12, "objective");
    assertEquals(9.25603976274982e-01, study.exact().loss(), 1e-12, "loss");
    assertEquals(3.93848596961034e-01, study.exactGradientNorm(), 1e-10, "gradient norm");
    assertEquals(0.5822, study.exact().trainAccuracy(), 1e-12, "training accuracy");
    assertEquals(0.5750, study.exact().validationAccuracy(), 1e-12, "validation accuracy");
    double error =
        relativeError(
            Reference.numbers("peaks-w8-l64/gradient.txt"), study.exactGradient().toDesign());
    assertTrue(error < 1e-10, "relative gradient error " + error);
  }

  private static double relativeError(double[] expected, double[] actual) {
    assertEquals(expected.length, actual.length, "entries of the gradient");
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += (actual[i] - expected[i]) * (actual[i] - expected[i]);
      norm += expected[i] * expected[i];
    }
    return Math.sqrt(difference / norm);
  }
}
