package org.layerparallel.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks arrive as they were sent, bit by bit, whatever their length is to the buffer's. */
class BlocksTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8191, 8192, 8193, 20000})
  void arriveAsTheyWereSent(int length) throws Exception {
    SplittableRandom random = new SplittableRandom(length);
    double[][] sent = {new double[length], {-0.0, Double.MIN_VALUE, Double.NaN}, {}};
    for (int i = 0; i < length; i++) {
      sent[0][i] = Double.longBitsToDouble(random.nextLong());
    }
    double[][] arrived = Blocks.arrays(sentAndReceived(Blocks.of(sent)));
    assertEquals(sent.length, arrived.length);
    for (int b = 0; b < sent.length; b++) {
      assertEquals(sent[b].length, arrived[b].length, "length of block " + b);
      for (int i = 0; i < sent[b].length; i++) {
        assertEquals(
            Double.doubleToRawLongBits(sent[b][i]),
            Double.doubleToRawLongBits(arrived[b][i]),
            "block " + b + ", entry " + i);
      }
    }
    assertNull(Blocks.arrays(Blocks.of((double[][]) null)));
  }

  private static Blocks sentAndReceived(Blocks blocks) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(blocks);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Blocks) in.readObject();
    }
  }
}
