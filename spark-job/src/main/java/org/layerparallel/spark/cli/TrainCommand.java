package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.layerparallel.spark.job.TrainingJob;
import org.layerparallel.train.StopReason;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** The main job. */
@Command(
    name = "train",
    description = "Trains a network by nested iteration and writes model, history, plot, settings and summary.")
final class TrainCommand extends ResultCommand {

  @Mixin private RunOptions run = new RunOptions();

  TrainCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() throws IOException {
    List<StopReason> reasons = new TrainingJob(run.read(), out).run();
    boolean failed = reasons.stream().anyMatch(StopReason::failed);
    if (failed) {
      out.println("The numbers failed: the model holds the last weights with a finite objective.");
    }
    return failed ? LayerParallel.NUMBERS_FAILED : ExitCode.OK;
  }
}
