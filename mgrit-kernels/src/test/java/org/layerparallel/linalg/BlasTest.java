package org.layerparallel.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Runs with each BLAS in a JVM of its own: see the executions in pom.xml. */
class BlasTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  void isTheOneThePropertyNamesOrElseTheNativeOne() {
    assertEquals(System.getProperty(Blas.PROPERTY, "native"), Blas.inUse().kind().setting());
    String calls = System.getProperty(OpenBlas.CALLS, "");
    String why =
        calls.isEmpty() ? "" : "called through JavaCPP, as layerparallel.openblas.calls demands it";
    assertEquals(why, Blas.inUse().why());
  }

  @Test
  void isChosenOnce() {
    Blas used = Blas.inUse();
    assertSame(used, Blas.use(used.kind()));
    for (BlasKind kind : BlasKind.values()) {
      if (kind != used.kind()) {
        IllegalStateException refused =
            assertThrows(IllegalStateException.class, () -> Blas.use(kind));
        assertEquals(
            "this process computes with the " + used.kind().setting() + " BLAS already, not with "
                + kind.setting(),
            refused.getMessage());
      }
    }
  }
}
