package org.layerparallel.spark.report;

import java.awt.Color;
import java.util.List;

/**
 * Colours of classes on maps. They were searched for by their least distance in CIE Lab, of each pair and from the
 * background, as people with and without colour blindness see them: hues alone do not tell sixteen classes apart, so
 * they differ in lightness too. More classes than colours take them again from the first.
 */
public final class Palette {

  /** Where no class is known. */
  static final Color BACKGROUND = new Color(0xECECEC);

  /** Related hues stand side by side where related classes of the Indian Pines scene do. */
  static final List<Color> COLOURS =
      List.of(
          new Color(0x0FFFA7),
          new Color(0xED6E1A),
          new Color(0xFED836),
          new Color(0x82500D),
          new Color(0xBBF276),
          new Color(0x8F9D5F),
          new Color(0x5B0534),
          new Color(0xE2C7FF),
          new Color(0x2B0E8B),
          new Color(0x00ACFC),
          new Color(0x1C78FF),
          new Color(0x11B89F),
          new Color(0xBE45B8),
          new Color(0x1E3200),
          new Color(0x466B74),
          new Color(0x002F69));

  private Palette() {}

  /** The colour of a class counted from 1; the background of 0. */
  public static Color of(int number) {
    return number == 0 ? BACKGROUND : COLOURS.get((number - 1) % COLOURS.size());
  }
}
