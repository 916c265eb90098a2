package org.layerparallel.spark.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Accuracy class by class, and for what the others were taken, as CSV: a row for each class, in the last columns how
 * many of its examples were predicted as each class. Accuracies are percent, NaN where a class has no example.
 */
public final class ConfusionFile {

  private ConfusionFile() {}

  /**
   * Writes the table.
   *
   * @param out written to, not closed
   * @param classes what the classes are called
   */
  public static void write(OutputStream out, Confusion confusion, Classes classes) throws IOException {
    StringBuilder text = new StringBuilder("class,name,examples,accuracy");
    for (int c = 0; c < classes.count(); c++) {
      text.append(",predicted_").append(classes.number(c));
    }
    text.append('\n');
    for (int c = 0; c < classes.count(); c++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%d,%s,%d,%.2f",
              classes.number(c),
              quoted(classes.name(c)),
              confusion.examples(c),
              100 * confusion.accuracy(c)));
      for (int count : confusion.counts()[c]) {
        text.append(',').append(count);
      }
      text.append('\n');
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String quoted(String name) {
    boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
