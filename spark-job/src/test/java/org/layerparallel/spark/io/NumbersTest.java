package org.layerparallel.spark.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void readsDecimalNumbers() {
    assertEquals(-1.5e-3, Numbers.finite("-1.5e-3"));
    assertEquals(3, Numbers.finite("+3."));
    assertEquals(Double.MIN_VALUE, Numbers.finite("4.9E-324"));
    assertEquals(Long.MIN_VALUE, Double.doubleToRawLongBits(Numbers.finite("-0.0")));
  }

  @Test
  void refusesTheRest() {
    Map.of(
            "abc", "'abc' is not a number",
            "", "'' is not a number",
            "1,5", "'1,5' is not a number",
            "NaN", "'NaN' is not finite",
            "-Infinity", "'-Infinity' is not finite",
            "1e999", "'1e999' is not finite",
            "1f", "'1f' is not a decimal number",
            "0x1p3", "'0x1p3' is not a decimal number",
            "\u0000\u0001" + "z".repeat(100), "'??" + "z".repeat(28) + "...' is not a number")
        .forEach((text, message) -> assertEquals(
            message, assertThrows(IllegalArgumentException.class, () -> Numbers.finite(text), text).getMessage()));
  }
}
