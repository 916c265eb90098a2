package org.layerparallel.spark.error;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Bad input by the user. The message is one line that names the file, the line if there is one, the problem and what
 * to do about it; the command line prints it and exits with 2.
 *
 * <p>What it quotes may come from a file that somebody made to do harm: a message is cut to a length that a terminal
 * shows, and nothing in it moves the cursor.
 */
public final class UserError extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Characters of a line that are shown; of a longer one its beginning, and its end, where the remedy is. */
  private static final int LONGEST_LINE = 1000;

  private static final int BEGINNING = 700;

  private static final int MOST_LINES = 20;

  /** What a terminal or a log does not show as it is: control and format characters, breaks of lines. */
  private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u0085\\u2028\\u2029]");

  /**
   * @param message the one line; line breaks within become blanks
   */
  public UserError(String message) {
    super(oneLine(message));
  }

  /**
   * @param message the one line; line breaks within become blanks
   * @param cause what was caught, for the log
   */
  public UserError(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  private UserError(List<String> messages) {
    super(lines(messages));
  }

  /** Several errors at once, a line each; of very many the first. */
  public static UserError of(List<String> messages) {
    return new UserError(messages);
  }

  /**
   * What an exception says, for use within a message: the first line of its text, or its type where it has none.
   * Errors of remote file systems carry a whole stack trace in their text.
   */
  public static String reason(Throwable cause) {
    String text = Objects.requireNonNullElse(cause.getMessage(), "").strip();
    return text.isEmpty() ? cause.getClass().getSimpleName() : text.lines().findFirst().orElse(text);
  }

  private static String lines(List<String> messages) {
    String first = messages.stream().limit(MOST_LINES).map(UserError::oneLine).collect(Collectors.joining("\n"));
    int others = messages.size() - MOST_LINES;
    return others > 0 ? first + "\n" + others + " more like these" : first;
  }

  private static String oneLine(String message) {
    String line =
        message.lines().map(String::strip).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    if (line.length() > LONGEST_LINE) {
      int end = line.length() - (LONGEST_LINE - BEGINNING);
      line = line.substring(0, BEGINNING) + " ... " + line.substring(end);
    }
    return UNSHOWN.matcher(line).replaceAll("?");
  }
}
