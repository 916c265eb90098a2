package org.layerparallel.spark.config;

import java.util.function.DoublePredicate;

/**
 * The numbers a setting may have.
 *
 * @param allowed in words, after "must be"
 * @param contains whether a finite number is one of them
 */
record Range(String allowed, DoublePredicate contains) {

  static final Range POSITIVE = new Range("> 0", x -> x > 0);
  static final Range OPEN_UNIT = new Range("in (0, 1)", x -> x > 0 && x < 1);
  static final Range FRACTION = new Range("in (0, 1]", x -> x > 0 && x <= 1);
  static final Range UNIT_BELOW_ONE = new Range("in [0, 1)", x -> x >= 0 && x < 1);

  static Range atLeast(int least) {
    return new Range(">= " + least, x -> x >= least);
  }

  static Range between(int least, int most) {
    return new Range("from " + least + " to " + most, x -> x >= least && x <= most);
  }

  static Range multipleOf(int factor, int least) {
    return new Range(
        "a multiple of " + factor + ", at least " + least, x -> x >= least && x % factor == 0);
  }
}
