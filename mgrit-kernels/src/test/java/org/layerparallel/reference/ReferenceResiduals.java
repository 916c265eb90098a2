package org.layerparallel.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;
import org.layerparallel.train.ConvergenceStudy;
import org.layerparallel.train.Problem;

/** Compares the residuals of every cycle with the reference's, whatever the execution. */
public final class ReferenceResiduals {

  /** Names of all cases of {@code mgrit-residuals.csv}. */
  public static final List<String> CASES = List.of("V-F", "two-FCF-c4", "two-F-c8", "V-FCF-c2");

  /** Residuals below this are rounding errors, in the reference as well as here. */
  private static final Map<String, Double> ROUNDING = Map.of("state", 1e-13, "adjoint", 1e-18);

  private ReferenceResiduals() {}

  /** Runs the cycle of a case of {@code mgrit-residuals.csv} and compares. */
  public static void check(String name, Problem problem) {
    List<Map<String, String>> rows =
        Reference.table("peaks-w8-l64/mgrit-residuals.csv").stream()
            .filter(row -> row.get("case").equals(name))
            .toList();
    assertFalse(rows.isEmpty(), name + " is no case of the reference");
    Map<String, String> first = rows.get(0);
    CycleSettings cycle =
        new CycleSettings(
            CycleKind.V,
            List.of(number(first, "cfactor0"), number(first, "cfactor")),
            List.of(
                number(first, "cf_relaxations_level0"), number(first, "cf_relaxations_coarse")),
            number(first, "max_levels"),
            2,
            false);
    Network network = Reference.network(64);
    Weights design = Reference.design("peaks-w8-l64/design.txt", network);
    ConvergenceStudy.Study study =
        new ConvergenceStudy(network, cycle, problem).run(design, 9, 8);
    int compared = 0;
    for (Map<String, String> row : rows) {
      String solve = row.get("solve");
      int k = number(row, "cycle");
      double expected = Double.parseDouble(row.get("residual_norm"));
      double actual =
          solve.equals("state")
              ? study.state().get(k).residual()
              : study.adjoint().get(k).residual();
      String what = name + ", " + solve + ", cycle " + k;
      if (expected > ROUNDING.get(solve)) {
        assertEquals(expected, actual, 1e-6 * expected, what);
        compared++;
      } else {
        assertTrue(actual <= ROUNDING.get(solve), what + ": " + actual);
      }
    }
    assertTrue(compared >= 10, name + " compared " + compared + " residuals only");
  }

  private static int number(Map<String, String> row, String column) {
    return Integer.parseInt(row.get(column));
  }
}
