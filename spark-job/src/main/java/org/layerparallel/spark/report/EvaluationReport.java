package org.layerparallel.spark.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How well a network predicts some examples. Accuracies, precision, recall and F1 are percent in what is written.
 *
 * @param confusion which classes were taken for which
 * @param crossEntropy its mean over the examples
 */
public record EvaluationReport(Confusion confusion, double crossEntropy) {

  /** All of it as a text to read. */
  public String text() {
    StringBuilder text = new StringBuilder();
    line(text, "examples               %d", confusion.examples());
    line(text, "accuracy               %.2f %%", 100 * confusion.accuracy());
    line(text, "mean over the classes  %.2f %%", 100 * confusion.meanClassAccuracy());
    line(text, "cross-entropy          %.6g%n", crossEntropy);
    line(text, "class  examples  precision  recall      F1   (percent)");
    for (int c = 0; c < confusion.classes(); c++) {
      line(
          text, "%5d  %8d  %9s  %6s  %6s", c, confusion.examples(c),
          percent(confusion.precision(c)), percent(confusion.recall(c)), percent(confusion.f1(c)));
    }
    line(text, "%nclass  taken for each class");
    int width = Integer.toString(confusion.examples()).length() + 1;
    StringBuilder head = new StringBuilder("     ");
    for (int c = 0; c < confusion.classes(); c++) {
      head.append(String.format(Locale.ROOT, " %" + width + "d", c));
    }
    text.append(head).append('\n');
    for (int c = 0; c < confusion.classes(); c++) {
      text.append(String.format(Locale.ROOT, "%5d", c));
      for (int count : confusion.counts()[c]) {
        text.append(String.format(Locale.ROOT, " %" + width + "d", count));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** Writes all of it as JSON to {@code out}, which is not closed; what is not defined is null. */
  public void writeJson(OutputStream out) throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("examples", confusion.examples());
    tree.put("accuracy", SummaryFile.finite(100 * confusion.accuracy()));
    tree.put("meanClassAccuracy", SummaryFile.finite(100 * confusion.meanClassAccuracy()));
    tree.put("crossEntropy", SummaryFile.finite(crossEntropy));
    List<Map<String, Object>> classes = new ArrayList<>();
    for (int c = 0; c < confusion.classes(); c++) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("class", c);
      one.put("examples", confusion.examples(c));
      one.put("precision", SummaryFile.finite(100 * confusion.precision(c)));
      one.put("recall", SummaryFile.finite(100 * confusion.recall(c)));
      one.put("f1", SummaryFile.finite(100 * confusion.f1(c)));
      classes.add(one);
    }
    tree.put("classes", classes);
    tree.put("confusion", confusion.counts());
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    out.write((mapper.writeValueAsString(tree) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Writes the classes as CSV to {@code out}, which is not closed. */
  public void writeCsv(OutputStream out) throws IOException {
    ConfusionFile.write(out, confusion, new Classes(confusion.classes(), 0, List.of()));
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.2f", 100 * share);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values)).append('\n');
  }
}
