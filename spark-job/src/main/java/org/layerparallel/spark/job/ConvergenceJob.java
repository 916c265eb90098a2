package org.layerparallel.spark.job;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.config.DataShape;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.config.OutputSettings;
import org.layerparallel.spark.config.TrainingPlan;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.HadoopSettings;
import org.layerparallel.spark.report.ConvergenceFile;
import org.layerparallel.spark.report.OutputDirectory;
import org.layerparallel.spark.report.SummaryFile;
import org.layerparallel.train.ConvergenceStudy;
import org.layerparallel.train.Evaluation;
import org.layerparallel.train.LevelSettings;
import org.layerparallel.train.Problem;
import org.layerparallel.train.TrainingSettings;

/** Runs a convergence study, prints it as a table, and writes it as one. */
public final class ConvergenceJob {

  private static final String TABLE = "convergence.csv";

  private final JobSettings settings;
  private final PrintStream out;

  /**
   * @param out where the table goes
   */
  public ConvergenceJob(JobSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /**
   * Runs so many cycles of state and adjoint at given weights.
   *
   * @throws IOException if the output cannot be written
   */
  public void run(Network network, Weights weights, int cycles) throws IOException {
    settings.data().shape().ifPresent(shape -> requireFit(network, shape));
    OutputSettings output = settings.output();
    try (OutputDirectory directory =
            OutputDirectory.prepare(output.dir(), output.overwrite(), HadoopSettings.read());
        Execution execution = new Execution(settings.execution())) {
      LoadedData data = Loading.data(settings.data(), execution);
      requireFit(network, data.shape());
      execution
          .settle(studied(network), data.training().count(), data.validation().count())
          .ifPresent(choice -> out.println(choice.text()));
      Problem problem = Loading.problem(data, settings.training(), execution);
      ConvergenceStudy.Study study =
          new ConvergenceStudy(network, level(network).cycle(), problem).run(weights, cycles, cycles);
      print(study);
      directory.write(TABLE, stream -> ConvergenceFile.write(stream, study));
      directory.write(JobSettings.FILE, settings::writeTo);
      directory.write(SummaryFile.NAME, stream -> ConvergenceFile.writeSummary(stream, study));
      directory.publish();
      out.printf("%n%s/%s%n", directory.path().toUri().getPath(), TABLE);
    }
  }

  /** A training of this network alone: its iterations do much as the study does. */
  private TrainingSettings studied(Network network) {
    return settings.training().on(network, List.of(level(network)));
  }

  /** The nested level with so many layers; the finest where there is none. */
  private LevelSettings level(Network network) {
    TrainingPlan training = settings.training();
    LevelSettings level = training.levels().get(training.levels().size() - 1);
    for (int i = 0; i < training.levels().size(); i++) {
      if (training.layersAt(i) == network.layers()) {
        level = training.levels().get(i);
      }
    }
    return level;
  }

  private void print(ConvergenceStudy.Study study) {
    out.println("solve    cycle   residual norm         objective              loss  train %  valid %");
    for (ConvergenceStudy.StateCycle row : study.state()) {
      out.printf(Locale.ROOT, "state    %5d   %13.6e  %s%n", row.cycle(), row.residual(), figures(row.evaluation()));
    }
    out.printf("state    exact                  %s%n", figures(study.exact()));
    out.println();
    out.println("solve    cycle   residual norm     gradient norm  relative gradient error");
    for (ConvergenceStudy.AdjointCycle row : study.adjoint()) {
      out.printf(
          Locale.ROOT,
          "adjoint  %5d   %13.6e  %16.10e  %23.3e%n",
          row.cycle(),
          row.residual(),
          row.gradientNorm(),
          row.gradientError());
    }
    out.printf(Locale.ROOT, "adjoint  exact                  %16.10e%n", study.exactGradientNorm());
  }

  private static String figures(Evaluation evaluation) {
    return String.format(
        Locale.ROOT,
        "%16.10e  %16.10e  %7.2f  %7.2f",
        evaluation.objective(),
        evaluation.loss(),
        100 * evaluation.trainAccuracy(),
        100 * evaluation.validationAccuracy());
  }

  private static void requireFit(Network network, DataShape data) {
    if (network.features() != data.features() || network.classes() != data.classes()) {
      throw new UserError(
          "the weights are for " + network.features() + " features and " + network.classes()
              + " classes, the data have " + data.features() + " and " + data.classes());
    }
  }
}
