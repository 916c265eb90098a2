package org.layerparallel.spark.train;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layerparallel.reference.Reference;
import org.layerparallel.reference.ReferenceFigures;
import org.layerparallel.reference.ReferenceHistories;
import org.layerparallel.reference.ReferenceResiduals;
import org.layerparallel.spark.LocalSpark;
import org.layerparallel.spark.interval.OnSpark;
import org.layerparallel.train.Problem;

/** Spark gives the figures of the independent code, as execution in process does. */
class ReferenceOnSparkTest {

  @Test
  void objectiveAndGradient() {
    ReferenceFigures.check(onSpark(3));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void residualsOfEveryCase(int intervals) {
    for (String name : ReferenceResiduals.CASES) {
      ReferenceResiduals.check(name, onSpark(intervals));
    }
  }

  @Test
  void serialTraining() {
    ReferenceHistories.checkSerial(10, onSpark(3));
  }

  @Test
  void nestedOneShotTraining() {
    ReferenceHistories.checkNested(onSpark(5));
  }

  private static Problem onSpark(int intervals) {
    return Reference.problem(new OnSpark(LocalSpark.context(), intervals, 1, null, false));
  }
}
