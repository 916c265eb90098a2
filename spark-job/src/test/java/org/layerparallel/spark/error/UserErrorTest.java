package org.layerparallel.spark.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserErrorTest {

  @Test
  void aMessageIsOneLine() {
    assertEquals("a b c", new UserError(" a\n  b \r\n\n c\n").getMessage());
    assertEquals("a  b", new UserError("a  b").getMessage());
  }

  @Test
  void nothingInItMovesTheCursor() {
    assertEquals("a?[31mb?c?d", new UserError("a\u001b[31mb\u0000c\u202ed").getMessage());
  }

  @Test
  void ofALongMessageBeginningAndRemedyStay() {
    String message = new UserError("job.conf: " + "x".repeat(1_000_000) + "; write less").getMessage();
    assertTrue(message.length() < 1100, message);
    assertTrue(message.startsWith("job.conf: x") && message.endsWith("x; write less"), message);
  }

  @Test
  void ofManyMessagesTheFirstStay() {
    List<String> lines = UserError.of(Collections.nCopies(1000, "wrong")).getMessage().lines().toList();
    assertEquals(21, lines.size());
    assertEquals("980 more like these", lines.get(20));
  }
}
