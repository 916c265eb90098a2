package org.layerparallel.spark.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

/**
 * A real numeric array of a MAT file, in the numbers the file has it in.
 *
 * @param name its key
 * @param dimensions at least two
 * @param type of the numbers
 * @param values the first dimension runs fastest
 */
record MatArray(String name, int[] dimensions, MatlabType type, Matrix values) {

  /** Such as {@code 145 x 145 x 200 uint16}. */
  static String describe(int[] dimensions, MatlabType type) {
    String shape = Arrays.stream(dimensions).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
    return shape + " " + type.name().toLowerCase(Locale.ROOT);
  }

  /** Shape and type for a message. */
  String shape() {
    return describe(dimensions, type);
  }

  /** Whether its type has values that are no finite number. */
  boolean isFloatingPoint() {
    return type == MatlabType.Double || type == MatlabType.Single;
  }
}
