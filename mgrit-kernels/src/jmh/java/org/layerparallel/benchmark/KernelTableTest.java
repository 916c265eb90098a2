package org.layerparallel.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.layerparallel.benchmark.KernelTable.ActivationRow;
import org.layerparallel.benchmark.KernelTable.LayerRow;

class KernelTableTest {

  @Test
  void aLayerIsComparedWithTheBareProductOfItsWidthAndExamples() {
    List<LayerRow> rows =
        List.of(
            new LayerRow(10, 1000, Operation.PRODUCT, new Timing(100_000, 0)),
            new LayerRow(10, 1000, Operation.STEP, new Timing(400_000, 0.031)),
            new LayerRow(10, 1000, Operation.GRADIENT, new Timing(200_000, 0)),
            new LayerRow(20, 1000, Operation.PRODUCT, new Timing(100_000, 0)),
            new LayerRow(20, 5000, Operation.STEP, new Timing(4_000_000, 0)));
    assertEquals(
        """
        | width | examples | operation | GFLOP/s | spread | share of the bare product |
        |--:|--:|---|--:|--:|--:|
        | 10 | 1000 | bare product | 2.00 | 0 % |  |
        | 10 | 1000 | state step | 0.50 | 3 % | 25 % |
        | 10 | 1000 | gradient | 1.00 | 0 % |  |
        | 20 | 1000 | bare product | 8.00 | 0 % |  |
        | 20 | 5000 | state step | 1.00 | 0 % |  |
        """,
        KernelTable.layers(rows));
  }

  @Test
  void anActivationHasItsTimeForAValue() {
    assertEquals(
        """
        | activation | operation | ns a value | spread |
        |---|---|--:|--:|
        | tanh | step | 1.235 | 10 % |
        | tanh | slope | 0.500 | 0 % |
        """,
        KernelTable.activations(
            List.of(
                new ActivationRow("tanh", false, new Timing(1.2345678, 0.1)),
                new ActivationRow("tanh", true, new Timing(0.5, 0)))));
  }
}
