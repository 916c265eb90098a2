package org.layerparallel.spark.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.layerparallel.spark.config.ProgressKind;

/** Shows how many of the trainings of an experiment have ended: a bar on a terminal, a line for each elsewhere. */
public final class RunsProgress implements AutoCloseable {

  private final PrintStream out;
  private final boolean lines;
  private final ProgressBar bar;
  private final int total;
  private int done;

  /**
   * Progress on standard error.
   *
   * @param done trainings that an earlier call has made
   * @param total all trainings
   */
  public static RunsProgress onStandardError(ProgressKind kind, int done, int total) {
    return new RunsProgress(kind, done, total, System.err, System.console() != null);
  }

  RunsProgress(ProgressKind kind, int done, int total, PrintStream out, boolean terminal) {
    this.out = out;
    this.done = done;
    this.total = total;
    boolean drawn = kind.isBar(terminal);
    lines = kind != ProgressKind.NONE && !drawn;
    bar =
        drawn
            ? new ProgressBarBuilder()
                .setTaskName("Training")
                .setInitialMax(total)
                .startsFrom(done, Duration.ZERO)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(out))
                .build()
            : null;
    if (lines && done > 0) {
      out.printf("[%d/%d] trained before%n", done, total);
    }
  }

  /** A training has ended. */
  public void ended(String id, PastRun run) {
    done++;
    if (bar != null) {
      bar.step();
    } else if (lines) {
      out.printf(
          Locale.ROOT,
          "[%d/%d] %s  validation accuracy %.2f%%  %.1f s%n",
          done,
          total,
          id,
          run.validationAccuracy(),
          run.wallSeconds());
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
