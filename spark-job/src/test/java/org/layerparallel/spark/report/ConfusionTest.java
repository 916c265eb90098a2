package org.layerparallel.spark.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTest {

  private static final int[] LABELS = {0, 0, 0, 0, 1, 1, 3};
  private static final int[] PREDICTED = {0, 0, 0, 1, 1, 2, 0};

  private final Confusion confusion = Confusion.of(LABELS, PREDICTED, 4);

  @Test
  void countsAndAccuracies() {
    assertArrayEquals(new int[] {3, 1, 0, 0}, confusion.counts()[0]);
    assertArrayEquals(new int[] {0, 1, 1, 0}, confusion.counts()[1]);
    assertArrayEquals(new int[] {0, 0, 0, 0}, confusion.counts()[2]);
    assertArrayEquals(new int[] {1, 0, 0, 0}, confusion.counts()[3]);
    assertEquals(7, confusion.examples());
    assertEquals(4.0 / 7, confusion.accuracy());
    assertEquals(0.5, confusion.accuracy(1));
    assertEquals(Double.NaN, confusion.accuracy(2));
    assertEquals((0.75 + 0.5 + 0) / 3, confusion.meanClassAccuracy());
    assertEquals(Double.NaN, Confusion.of(new int[0], new int[0], 2).meanClassAccuracy());
    assertThrows(IllegalArgumentException.class, () -> Confusion.of(LABELS, new int[6], 4));
  }

  @Test
  void precisionRecallAndF1() {
    assertEquals(4, confusion.taken(0));
    assertEquals(0.75, confusion.precision(0));
    assertEquals(0.75, confusion.recall(0));
    assertEquals(0.75, confusion.f1(0));
    assertEquals(0, confusion.precision(2), "one was taken for it, wrongly");
    assertEquals(Double.NaN, confusion.recall(2), "none is of it");
    assertEquals(Double.NaN, confusion.precision(3), "none was taken for it");
    assertEquals(0, confusion.f1(3));
    assertEquals(Double.NaN, Confusion.of(new int[1], new int[1], 2).f1(1));
  }

  @Test
  void theTableHasARowForEachClass() throws IOException {
    Classes classes = new Classes(4, 1, List.of("Corn", "Grass, \"mowed\"", "Oats", "Woods"));
    assertEquals(
        """
        class,name,examples,accuracy,predicted_1,predicted_2,predicted_3,predicted_4
        1,Corn,4,75.00,3,1,0,0
        2,"Grass, ""mowed""\",2,50.00,0,1,1,0
        3,Oats,0,NaN,0,0,0,0
        4,Woods,1,0.00,1,0,0,0
        """,
        table(classes));
    assertEquals("0,,4,75.00,3,1,0,0", table(new Classes(4, 0, List.of())).lines().toList().get(1));
  }

  @Test
  void namesAreOneForEachClass() {
    assertEquals("class 5", new Classes(4, 2, List.of()).label(3));
    assertThrows(IllegalArgumentException.class, () -> new Classes(4, 1, List.of("Corn")));
  }

  private String table(Classes classes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ConfusionFile.write(out, confusion, classes);
    return out.toString(StandardCharsets.UTF_8);
  }
}
