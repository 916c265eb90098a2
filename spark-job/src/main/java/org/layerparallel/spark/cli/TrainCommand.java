package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.job.TrainingJob;
import org.layerparallel.train.TrainingResult;
import org.layerparallel.train.TrainingStopped;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job. */
@Command(
    name = "train",
    description = "Trains a network by nested iteration and writes model, history, plot, settings and summary.")
final class TrainCommand extends ResultCommand {

  @Mixin private RunOptions run = new RunOptions();

  @Option(
      names = "--checkpoint-dir",
      paramLabel = "DIR",
      description =
          "Directory for checkpoints, from which a run that was stopped is resumed; short for --set checkpoint.dir=DIR.")
  private Optional<String> checkpointDir = Optional.empty();

  @Option(
      names = "--resume",
      description =
          "Go on from the newest checkpoint, to the weights the run would have ended with; begin if there is none.")
  private boolean resume;

  TrainCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() throws IOException {
    JobSettings settings = run.read(checkpoints());
    TrainingResult result;
    try {
      result = TrainingJob.resumable(settings, resume, out).run();
    } catch (TrainingStopped stopped) {
      out.println(stopped.getMessage());
      return LayerParallel.INTERRUPTED;
    }
    if (!result.failed()) {
      return ExitCode.OK;
    }
    out.println(
        Double.isFinite(result.objective())
            ? "The numbers failed: the model holds the last weights with a finite objective."
            : "The numbers failed: no weights have a finite objective, and the model is of no use.");
    return LayerParallel.NUMBERS_FAILED;
  }

  private List<String> checkpoints() {
    return checkpointDir.map(dir -> List.of("checkpoint.dir=" + dir)).orElse(List.of());
  }
}
