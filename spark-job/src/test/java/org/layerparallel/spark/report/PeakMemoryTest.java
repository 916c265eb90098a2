package org.layerparallel.spark.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PeakMemoryTest {

  @Test
  void isReadFromWhatLinuxSaysOfAProcess() {
    assertEquals(
        OptionalLong.of(1024L * 4_123_456),
        PeakMemory.resident("Name:\tjava\nVmPeak:\t 9876543 kB\nVmHWM:\t 4123456 kB\nThreads:\t12\n"));
    assertEquals(OptionalLong.empty(), PeakMemory.resident("Name:\tkthreadd\n"));
  }

  @Test
  void ofThisProcessIsMoreThanItsHeapHolds() {
    byte[] held = new byte[1 << 20];
    assertTrue(PeakMemory.heap() > held.length, () -> PeakMemory.heap() + " bytes of heap");
    assertTrue(PeakMemory.now().bytes() > held.length, () -> PeakMemory.now().toString());
  }
}
