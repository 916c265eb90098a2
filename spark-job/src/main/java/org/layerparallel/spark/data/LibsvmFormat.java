package org.layerparallel.spark.data;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Lines {@code label index:value index:value ...}, with indices from 1 that ascend; features not named are 0. What
 * follows a '#' is a comment.
 *
 * @param featureCount features of an example
 * @param classes number of classes
 * @param labelled whether the label is read; otherwise it may be missing
 * @param kept whether the label is handed on, besides
 */
record LibsvmFormat(int featureCount, int classes, boolean labelled, boolean kept) implements RecordFormat<String> {

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  @Override
  public boolean skips(String line, boolean first) {
    return TextFormat.empty(line);
  }

  @Override
  public int read(String line, double[] features, int at) {
    String[] words = words(line);
    Arrays.fill(features, at, at + featureCount, 0);
    boolean hasLabel = words[0].indexOf(':') < 0;
    if (!hasLabel && (labelled || kept)) {
      throw new IllegalArgumentException("begins with no label, must be a class from 0 to " + (classes - 1));
    }
    int last = 0;
    for (int i = hasLabel ? 1 : 0; i < words.length; i++) {
      int colon = words[i].indexOf(':');
      int index = index(words[i], colon);
      if (index <= last) {
        throw new IllegalArgumentException("index " + index + " follows " + last + ", must be larger");
      }
      features[at + index - 1] = ClassLabel.number(words[i].substring(colon + 1), "feature " + index);
      last = index;
    }
    return labelled ? label(words) : 0;
  }

  @Override
  public Object[] kept(String line) {
    return kept ? new Object[] {label(words(line))} : new Object[0];
  }

  private int label(String[] words) {
    return ClassLabel.of(words[0], classes, "label");
  }

  private int index(String word, int colon) {
    String text = colon < 0 ? word : word.substring(0, colon);
    int index = colon > 0 && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    if (index < 1 || index > featureCount) {
      throw new IllegalArgumentException(
          "'" + word + "', must be index:value with an index from 1 to " + featureCount);
    }
    return index;
  }

  private static String[] words(String line) {
    int comment = line.indexOf('#');
    return BLANKS.split((comment < 0 ? line : line.substring(0, comment)).strip());
  }
}
