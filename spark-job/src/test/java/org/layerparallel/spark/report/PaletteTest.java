package org.layerparallel.spark.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Colours of classes can be told apart, colour-blind or not. */
class PaletteTest {

  /** How the eye maps linear RGB: Machado, Oliveira and Fernandes (2009), full severity. */
  private enum Eye {
    NORMAL(40, new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}),
    PROTANOPIA(
        23,
        new double[][] {
          {0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}
        }),
    DEUTERANOPIA(
        23,
        new double[][] {
          {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
        });

    /** Least distance in CIE Lab it must see between two colours; about 2.3 is just noticeable side by side. */
    final double least;

    final double[][] matrix;

    Eye(double least, double[][] matrix) {
      this.least = least;
      this.matrix = matrix;
    }
  }

  @ParameterizedTest
  @EnumSource(Eye.class)
  void anyTwoClassesAreFarApart(Eye eye) {
    for (int i = 0; i < Palette.COLOURS.size(); i++) {
      for (int j = 0; j < i; j++) {
        requireApart(eye, Palette.COLOURS.get(i), Palette.COLOURS.get(j), eye.least);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Eye.class)
  void classesAreFarFromTheBackgroundAndFromPaper(Eye eye) {
    for (Color colour : Palette.COLOURS) {
      requireApart(eye, colour, Palette.BACKGROUND, 23);
      requireApart(eye, colour, Color.WHITE, 23);
    }
  }

  @Test
  void classesHaveTheirColoursAgainAfterSixteen() {
    assertEquals(16, Palette.COLOURS.stream().distinct().count());
    assertEquals(Palette.BACKGROUND, Palette.of(0));
    assertEquals(Palette.COLOURS.get(0), Palette.of(1));
    assertEquals(Palette.COLOURS.get(15), Palette.of(16));
    assertEquals(Palette.COLOURS.get(0), Palette.of(17));
  }

  /** The conversion gives the published values of CIE Lab under D65. */
  @Test
  void labIsLab() {
    assertLab(Color.WHITE, 100, 0, 0);
    assertLab(Color.BLACK, 0, 0, 0);
    assertLab(Color.RED, 53.24, 80.09, 67.20);
    assertLab(Color.GREEN, 87.73, -86.18, 83.18);
    assertLab(Color.BLUE, 32.30, 79.19, -107.86);
  }

  private static void assertLab(Color colour, double... expected) {
    double[] lab = lab(Eye.NORMAL, colour);
    for (int i = 0; i < 3; i++) {
      assertEquals(expected[i], lab[i], 0.02, colour + " coordinate " + i);
    }
  }

  private static void requireApart(Eye eye, Color one, Color other, double least) {
    double[] a = lab(eye, one);
    double[] b = lab(eye, other);
    double distance = Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
    assertTrue(distance >= least, () -> one + " and " + other + " are " + distance + " apart");
  }

  private static double[] lab(Eye eye, Color colour) {
    double[] rgb = new double[3];
    int[] bytes = {colour.getRed(), colour.getGreen(), colour.getBlue()};
    for (int i = 0; i < 3; i++) {
      double s = bytes[i] / 255.0;
      rgb[i] = s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
    }
    List<Double> f = new ArrayList<>();
    double[][] toXyz = {
      {0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}
    };
    double[] seen = product(eye.matrix, rgb);
    for (int i = 0; i < 3; i++) {
      seen[i] = Math.min(1, Math.max(0, seen[i]));
    }
    double[] xyz = product(toXyz, seen);
    double[] white = product(toXyz, new double[] {1, 1, 1});
    for (int i = 0; i < 3; i++) {
      double t = xyz[i] / white[i];
      f.add(t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116);
    }
    return new double[] {116 * f.get(1) - 16, 500 * (f.get(0) - f.get(1)), 200 * (f.get(1) - f.get(2))};
  }

  private static double[] product(double[][] matrix, double[] vector) {
    double[] result = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        result[i] += matrix[i][j] * vector[j];
      }
    }
    return result;
  }
}
