package org.layerparallel.reference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layerparallel.interval.InProcess;

/** Objective, gradient and multigrid residuals of a trained 64-layer network agree with an independent code. */
class ReferenceFiguresTest {

  @Test
  void objectiveAndGradientAreThoseOfTheReference() {
    ReferenceFigures.check(Reference.problem(InProcess.sequential()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void residualsAreThoseOfTheReference(int intervals) {
    for (String name : ReferenceResiduals.CASES) {
      ReferenceResiduals.check(name, Reference.problem(new InProcess(intervals, 2)));
    }
  }
}
