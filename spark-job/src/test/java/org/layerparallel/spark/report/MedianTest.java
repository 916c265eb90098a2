package org.layerparallel.spark.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {

  @Test
  void leavesTheFirstIterationOutUnlessThereIsNoOther() {
    assertEquals(9, Median.of(List.of(9)));
    assertEquals(2, Median.of(List.of(9, 2)));
    assertEquals(2, Median.of(List.of(1, 3, 2)));
    assertEquals(3, Median.of(List.of(1, 4, 2, 3)));
    assertThrows(IllegalArgumentException.class, () -> Median.of(List.<Integer>of()));
  }
}
