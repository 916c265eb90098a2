package org.layerparallel.spark.data;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.layerparallel.spark.error.UserError;

/**
 * Lines of values below a line that names them, separated by what separates the names: commas, semicolons or tabs.
 * Values may stand in quotes; none reaches over a line's end.
 */
final class CsvFormat implements RecordFormat<String> {

  private static final long serialVersionUID = 1;

  private final String header;
  private final ColumnChoice columns;
  private final int classes;
  private transient CsvParser parser;
  private transient String parsed;
  private transient String[] values;

  private CsvFormat(String header, ColumnChoice columns, int classes) {
    this.header = header;
    this.columns = columns;
    this.classes = classes;
  }

  /**
   * The format of files with a header.
   *
   * @param file whose header it is
   * @param header its first line
   * @throws UserError if it does not name the columns of {@code source}, or other numbers of features
   */
  static CsvFormat of(String file, String header, ExampleSource source, boolean labelled) {
    List<String> names;
    try {
      names = Arrays.stream(parser(header, Integer.MAX_VALUE).parseLine(header)).map(CsvFormat::text).toList();
    } catch (TextParsingException e) {
      throw new UserError(file + ", line 1: cannot be read, must name the columns", e);
    }
    ColumnChoice columns = ColumnChoice.of(file, names, source.layout(), labelled);
    if (columns.features().length != source.featureCount()) {
      throw new UserError(
          file + ": has " + columns.features().length + " columns of features, must have " + source.featureCount()
              + "; choose them by name, or " + source.remedy());
    }
    return new CsvFormat(header, columns, source.classes());
  }

  @Override
  public int featureCount() {
    return columns.features().length;
  }

  @Override
  public boolean skips(String line, boolean first) {
    if (first && !line.equals(header)) {
      throw new IllegalArgumentException("names other columns than the first file does");
    }
    return first || line.isBlank();
  }

  @Override
  public int read(String line, double[] features, int at) {
    String[] row = values(line);
    for (int i = 0; i < featureCount(); i++) {
      int place = columns.features()[i];
      features[at + i] = ClassLabel.number(text(row[place]), columns.name(place));
    }
    int label = columns.label();
    return label == ColumnChoice.NO_LABEL ? 0 : ClassLabel.of(text(row[label]), classes, columns.name(label));
  }

  @Override
  public Object[] kept(String line) {
    String[] row = values(line);
    return Arrays.stream(columns.kept()).mapToObj(place -> row[place]).toArray();
  }

  private String[] values(String line) {
    if (parsed != line) {
      parser = parser == null ? parser(header, columns.names().length) : parser;
      try {
        values = parser.parseLine(line);
      } catch (TextParsingException e) {
        throw otherCount("more than " + columns.names().length);
      }
      parsed = line;
    }
    if (values.length != columns.names().length) {
      throw otherCount(Integer.toString(values.length));
    }
    return values;
  }

  private IllegalArgumentException otherCount(String count) {
    return new IllegalArgumentException(
        count + " columns, must be " + columns.names().length + ", as many as the header names");
  }

  private static String text(String value) {
    return Objects.requireNonNullElse(value, "").strip();
  }

  private static CsvParser parser(String header, int most) {
    CsvParserSettings settings = new CsvParserSettings();
    char separator = header.indexOf(',') >= 0 ? ',' : header.indexOf(';') >= 0 ? ';' : '\t';
    settings.getFormat().setDelimiter(separator);
    // A value may begin with any character, and is handed on with its blanks.
    settings.getFormat().setComment('\0');
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setMaxColumns(Math.min(most, header.length()) + 1);
    settings.setMaxCharsPerColumn(-1);
    return new CsvParser(settings);
  }
}
