package org.layerparallel.spark.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of text: features, then a label, or one of the two.
 *
 * @param featureCount features in front, 0 if there are labels only
 * @param classes number of classes
 * @param labels whether a label follows
 * @param header whether the first line of a file is skipped
 * @param remedy what to do about other counts of columns
 */
record TextFormat(int featureCount, int classes, Labels labels, boolean header, String remedy)
    implements RecordFormat<String> {

  /** Whether a line has a label. */
  enum Labels {
    /** It has none. */
    NONE,

    /** It may have one, which is not looked at. */
    IGNORED,

    /** It has one. */
    NEEDED
  }

  private static final char[] SEPARATORS = {',', ';'};
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Whether {@code line} says nothing. */
  static boolean empty(String line) {
    return line.isBlank() || line.stripLeading().startsWith("#");
  }

  @Override
  public boolean skips(String line, boolean first) {
    return first && header || empty(line);
  }

  @Override
  public void check(String line) {
    String row = line.strip();
    for (char separator : SEPARATORS) {
      if (row.indexOf(separator) >= 0) {
        // Counted, not split: the columns of a wrong line may take much more memory than it.
        requireColumns(Math.toIntExact(row.chars().filter(c -> c == separator).count() + 1));
        return;
      }
    }
    int columns = 1;
    // The matcher's stream of results would hold them all.
    for (Matcher blanks = BLANKS.matcher(row); blanks.find(); ) {
      columns++;
    }
    requireColumns(columns);
  }

  @Override
  public int read(String line, double[] features, int at) {
    String[] columns = split(line.strip());
    for (int i = 0; i < featureCount; i++) {
      features[at + i] = number(columns, i);
    }
    if (labels != Labels.NEEDED) {
      return 0;
    }
    return columns.length == featureCount + 1 ? classIndex(columns) : unitVector(columns);
  }

  /** The column counts allowed, for messages. */
  private String allowed() {
    String inFront = featureCount == 0 ? "" : featureCount + " features";
    if (labels == Labels.NONE) {
      return featureCount + " (" + inFront + ")";
    }
    String alone = labels == Labels.IGNORED ? featureCount + " (" + inFront + "), " : "";
    String and = featureCount == 0 ? "" : inFront + " and ";
    return alone + (featureCount + 1L) + " (" + and + "a class) or " + ((long) featureCount + classes) + " (" + and
        + "a unit vector of " + classes + ")";
  }

  private static String[] split(String line) {
    for (char separator : SEPARATORS) {
      if (line.indexOf(separator) >= 0) {
        return line.split(String.valueOf(separator), -1);
      }
    }
    return BLANKS.split(line);
  }

  private void requireColumns(int count) {
    boolean unlabelled = count == featureCount;
    boolean labelled = count == featureCount + 1L || count == (long) featureCount + classes;
    boolean right = unlabelled && labels != Labels.NEEDED || labelled && labels != Labels.NONE;
    if (!right) {
      throw new IllegalArgumentException(
          count + " columns, must be " + allowed() + "; mend the line or " + remedy);
    }
  }

  private static double number(String[] columns, int i) {
    return ClassLabel.number(columns[i].strip(), "column " + (i + 1));
  }

  private int classIndex(String[] columns) {
    return ClassLabel.of(number(columns, featureCount), columns[featureCount].strip(), classes);
  }

  private int unitVector(String[] columns) {
    int label = -1;
    for (int k = 0; k < classes; k++) {
      double entry = number(columns, featureCount + k);
      boolean one = entry == 1;
      if (!one && entry != 0 || one && label >= 0) {
        throw notUnit();
      }
      label = one ? k : label;
    }
    if (label < 0) {
      throw notUnit();
    }
    return label;
  }

  private IllegalArgumentException notUnit() {
    return new IllegalArgumentException("label is no unit vector, must have one 1 and otherwise 0");
  }
}
