package org.layerparallel.spark.report;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;
import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.StopReason;

/** Progress as a bar that redraws itself; its length is the share of the work that is done, not of the iterations. */
final class BarDisplay implements Progress.Display {

  private static final int REDRAW_MILLIS = 200;
  private static final int SHORTEST = 10;
  private static final int LONGEST = 30;

  private final PrintStream out;
  private ProgressBar bar;
  private String figures = "";

  BarDisplay(PrintStream out) {
    this.out = out;
  }

  @Override
  public void iteration(IterationRecord record, int of, double seconds, TimeLeft timeLeft) {
    figures =
        String.format(
            Locale.ROOT,
            "%d layers %d/%d  %s",
            record.layers(),
            record.iteration() + 1,
            of,
            ProgressText.shortFigures(record));
    show(timeLeft);
  }

  @Override
  public void levelEnded(
      int level, int layers, StopReason reason, double seconds, TimeLeft timeLeft) {
    show(timeLeft);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  private void show(TimeLeft timeLeft) {
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setInitialMax(timeLeft.total())
              .setUpdateIntervalMillis(REDRAW_MILLIS)
              .setConsumer(new ConsoleProgressBarConsumer(out))
              .setRenderer(BarDisplay::render)
              .build();
    }
    bar.setExtraMessage(ProgressText.left(timeLeft.seconds()) + "  " + figures);
    bar.stepTo(timeLeft.done());
  }

  // The library's own layout leaves an 80-column terminal no room for the figures, and its estimate of the time left
  // takes all work as equally fast from the first moment on.
  private static String render(ProgressState state, int columns) {
    double share = Math.min(1, state.getNormalizedProgress());
    String text = state.getExtraMessage();
    int length = Math.max(SHORTEST, Math.min(LONGEST, columns - text.length() - 9));
    int filled = (int) Math.round(share * length);
    String line =
        String.format(
            Locale.ROOT,
            "%3.0f%% [%s%s] %s",
            100 * share,
            "=".repeat(filled),
            " ".repeat(length - filled),
            text);
    // Blanks to the end, as nothing else removes what a longer line has left there.
    String full = line + " ".repeat(Math.max(0, columns - line.length()));
    return full.substring(0, Math.max(0, columns));
  }
}
