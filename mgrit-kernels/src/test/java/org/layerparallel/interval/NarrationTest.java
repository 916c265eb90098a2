package org.layerparallel.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NarrationTest {

  private final Narration narration = new Narration();

  @Test
  void saysNothingOfItself() {
    assertEquals("", narration.group());
    assertEquals("", narration.text());
    narration.step("gradient");
    assertEquals("gradient", narration.text());
  }

  @Test
  void countsCyclesFromTheBeginningOfASolve() {
    narration.group("level 1 (32 layers)");
    assertEquals("level 1 (32 layers)", narration.text());
    narration.place("level 1, iteration 3 of 9");
    narration.sweep("the state", 0);
    narration.sweep("the state", 1);
    assertEquals("level 1, iteration 3 of 9: cycle 1, CF-relaxation 1 of the state", narration.text());
    narration.sweep("the state", 0);
    assertEquals("level 1, iteration 3 of 9: cycle 2, F-relaxation of the state", narration.text());
    narration.solve();
    narration.sweep("the adjoint", 0);
    assertEquals("level 1, iteration 3 of 9: cycle 1, F-relaxation of the adjoint", narration.text());
    assertEquals("level 1 (32 layers)", narration.group());
  }

  @Test
  void whatWasDoneElsewhereIsForgotten() {
    narration.place("here");
    narration.step("gradient");
    narration.place("there");
    assertEquals("there", narration.text());
  }
}
