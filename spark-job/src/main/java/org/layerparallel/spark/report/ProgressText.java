package org.layerparallel.spark.report;

import java.util.Locale;
import java.util.OptionalDouble;
import org.layerparallel.train.IterationRecord;

/** The words of the progress display. */
final class ProgressText {

  private ProgressText() {}

  /** The figures of an iteration. */
  static String figures(IterationRecord record) {
    return String.format(
        Locale.ROOT,
        "objective %.4e  residuals %s %s  accuracy %s, validation %s",
        record.objective(),
        residual(record.stateResidual()),
        residual(record.adjointResidual()),
        percent(record.trainAccuracy()),
        percent(record.validationAccuracy()));
  }

  /** The same for a line that is cut at the terminal's width, what matters most first. */
  static String shortFigures(IterationRecord record) {
    return String.format(
        Locale.ROOT,
        "J %.3e  acc %s val %s  res %s %s",
        record.objective(),
        percent(record.trainAccuracy()),
        percent(record.validationAccuracy()),
        residual(record.stateResidual()),
        residual(record.adjointResidual()));
  }

  /** A time as minutes and seconds, or with hours. */
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    long hours = whole / 3600;
    return hours > 0
        ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, whole / 60 % 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }

  /** The time left. */
  static String left(OptionalDouble seconds) {
    return seconds.isPresent() ? duration(seconds.getAsDouble()) + " left" : "";
  }

  private static String residual(double norm) {
    return Double.isNaN(norm) ? "exact" : String.format(Locale.ROOT, "%.1e", norm);
  }

  private static String percent(double fraction) {
    return Double.isNaN(fraction) ? "-" : String.format(Locale.ROOT, "%.2f%%", 100 * fraction);
  }
}
