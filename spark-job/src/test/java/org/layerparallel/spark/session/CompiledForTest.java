package org.layerparallel.spark.session;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.layerparallel.spark.error.UserError;

class CompiledForTest {

  @Test
  void knowsTheScalaThatItIsTestedWith() {
    assertDoesNotThrow(() -> CompiledFor.read().requireScala(scala.util.Properties.versionNumberString()));
  }

  @Test
  void refusesAnotherScala() {
    UserError refused = assertThrows(UserError.class, () -> new CompiledFor("2.1").requireScala("2.12.18"));
    assertEquals(
        "this is layer-parallel for Scala 2.1, but Spark's is 2.12.18; take the jar that has Spark's Scala in its name",
        refused.getMessage());
  }
}
