package org.layerparallel.spark.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.network.Network;
import org.layerparallel.spark.config.DataSettings;
import org.layerparallel.spark.config.DataShape;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.cost.StepTimer;
import org.layerparallel.spark.cost.StepTimes;
import org.layerparallel.spark.data.PixelDraw;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.HadoopSettings;
import org.layerparallel.spark.job.Loading;
import org.layerparallel.spark.plan.Cluster;
import org.layerparallel.spark.plan.Planner;
import org.layerparallel.spark.plan.Proposal;
import org.layerparallel.spark.plan.Rates;
import org.layerparallel.spark.report.RatesFile;
import org.layerparallel.train.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Recommends how to train on a cluster that need not be there. */
@Command(
    name = "plan",
    description =
        "Recommends layer intervals, example blocks, coarsening factors and executors for a network, a data set and a"
            + " cluster, by a model of an iteration; its kernels are measured here.")
final class PlanCommand extends ResultCommand {

  private static final double BITS_A_BYTE = 8;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Option(
      names = "--training",
      paramLabel = "N",
      description = "Training examples; default those of the settings, which data.kind = files does not tell.")
  private Optional<Integer> training = Optional.empty();

  @Option(names = "--validation", paramLabel = "N", description = "Validation examples; default as above.")
  private Optional<Integer> validation = Optional.empty();

  @Option(names = "--executors", paramLabel = "N", required = true, description = "Most executors there may be.")
  private int executors;

  @Option(names = "--cores", paramLabel = "N", description = "Cores of each. Default: ${DEFAULT-VALUE}.")
  private int cores = 4;

  @Option(names = "--driver-cores", paramLabel = "N", description = "Cores of the driver. Default: ${DEFAULT-VALUE}.")
  private int driverCores = 4;

  @Option(
      names = "--measured",
      paramLabel = "FILE",
      description =
          "Rates of the cluster, rates-....json of experiment scaling; default typical ones, see docs/scaling.md.")
  private Optional<String> measured = Optional.empty();

  @Option(
      names = "--network-rate",
      paramLabel = "GBIT",
      description = "Gbit/s that no link exceeds; default what the rates say.")
  private Optional<Double> networkRate = Optional.empty();

  @Option(
      names = "--job-seconds",
      paramLabel = "S",
      description = "Seconds of a Spark job that does nothing; default what the rates say.")
  private Optional<Double> jobSeconds = Optional.empty();

  PlanCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() {
    requirePositive("--executors", executors);
    requirePositive("--cores", cores);
    requirePositive("--driver-cores", driverCores);
    Configuration hadoop = HadoopSettings.read();
    JobSettings read = settings.read();
    DataShape shape = Loading.shape(read.data(), hadoop);
    TrainingSettings base = Loading.training(read.training(), shape);
    int examples = trainingExamples(read.data());
    int others = validationExamples(read.data());
    Network finest = base.networkAt(base.levels().size() - 1);
    StepTimes times = StepTimer.least(finest, examples, others);
    Cluster cluster = new Cluster(executors, cores, driverCores, rates(hadoop));
    Planner planner =
        new Planner(
            lines -> Loading.training(settings.read(lines).training(), shape),
            examples,
            others,
            times,
            cluster);
    out.printf(
        Locale.ROOT,
        "%s layers of width %d, %d examples, %d more to validate%n"
            + "At most %d executors of %d cores, a driver of %d%n"
            + "A layer takes a core %.3g ns an example and pass, classification %.3g ns (measured here)%n",
        base.levels().size() == 1 ? finest.layers() : base.network().layers() + " to " + finest.layers(),
        finest.width(),
        examples,
        others,
        executors,
        cores,
        driverCores,
        1e9 * times.layerStep(),
        1e9 * times.classification());
    Rates rates = cluster.rates();
    out.printf(
        Locale.ROOT,
        "Spark: job %.3g ms, task %.3g ms, message %.3g ms, %.3g ns a byte of the driver's, %.3g ns of an executor's,"
            + " latency %.3g ms (%s)%n%n",
        1e3 * rates.job(),
        1e3 * rates.task(),
        1e3 * rates.message(),
        1e9 * rates.driverByte(),
        1e9 * rates.networkByte(),
        1e3 * rates.latency(),
        measured.orElse("typical"));
    print(planner.proposals());
    return ExitCode.OK;
  }

  private void print(List<Proposal> proposals) {
    Proposal best = proposals.get(0);
    out.printf(
        Locale.ROOT,
        "Recommended: %s%s, %.3g s an iteration%n",
        best.name(),
        best.executors() == 0 ? "" : ", " + best.executors() + " executors",
        best.prediction().seconds());
    if (best.executors() > 0) {
      out.printf(
          Locale.ROOT,
          "Most of it: %s, %.0f %%%n",
          best.prediction().limit().text(),
          100 * best.prediction().parts().get(best.prediction().limit()) / best.prediction().seconds());
    }
    out.printf(
        Locale.ROOT,
        "Heap at least: %s%s%n%n",
        gibibytes(best.driverBytes()) + (best.executors() == 0 ? "" : " of the driver"),
        best.executors() == 0 ? "" : ", " + gibibytes(best.executorBytes()) + " of each executor");
    best.settings().forEach(out::println);
    out.println();
    out.print(table(proposals));
    out.println();
    out.println(
        "All are taken to need the same number of cycles; a larger coarsening factor or more grids may need more: see"
            + " the command convergence. Fewer executors are preferred where they are within 5 %.");
    if (best.driverBytes() > Runtime.getRuntime().maxMemory()) {
      out.printf(
          "Warning: this process has a heap of %s, less than the driver needs.%n",
          gibibytes(Runtime.getRuntime().maxMemory()));
    }
  }

  private static String table(List<Proposal> proposals) {
    List<String> rows = new ArrayList<>();
    rows.add(row("s", "jobs", "executors", "intervals", "blocks", "columns", "coarsening", "way"));
    for (Proposal proposal : proposals) {
      boolean spark = proposal.executors() > 0;
      rows.add(
          row(
              String.format(Locale.ROOT, "%.3g", proposal.prediction().seconds()),
              spark ? Integer.toString(proposal.prediction().jobs()) : "-",
              spark ? Integer.toString(proposal.executors()) : "-",
              Integer.toString(proposal.layout().intervals()),
              Integer.toString(proposal.layout().blocks()),
              proposal.layout().columns() > 0 ? Integer.toString(proposal.layout().columns()) : "-",
              proposal.scheme().text(),
              proposal.name()));
    }
    return String.join("", rows);
  }

  private static String row(Object... cells) {
    return String.format("%9s  %4s  %9s  %9s  %6s  %7s  %-14s  %s%n", cells);
  }

  private static String gibibytes(double bytes) {
    return String.format(Locale.ROOT, "%.2g GiB", bytes / (1 << 30));
  }

  private Rates rates(Configuration hadoop) {
    Rates found = measured.map(file -> RatesFile.read(hadoop, file)).orElse(Rates.TYPICAL);
    double least = networkRate.map(PlanCommand::secondsPerByte).orElse(0.0);
    double job = jobSeconds.orElse(found.job());
    if (!(job >= 0 && job < Double.POSITIVE_INFINITY)) {
      throw new UserError("--job-seconds " + job + ": must be >= 0");
    }
    return new Rates(
            job, found.task(), found.message(), found.driverByte(), found.networkByte(), found.latency())
        .withBytesOf(least);
  }

  private static double secondsPerByte(double gigabits) {
    if (!(gigabits > 0 && gigabits < Double.POSITIVE_INFINITY)) {
      throw new UserError("--network-rate " + gigabits + ": must be > 0");
    }
    return BITS_A_BYTE / (1e9 * gigabits);
  }

  private int trainingExamples(DataSettings data) {
    int count =
        training.orElseGet(
            () -> {
              if (data instanceof DataSettings.Peaks peaks) {
                return peaks.training();
              }
              if (data instanceof DataSettings.Scene scene) {
                return scene.training();
              }
              throw new UserError(
                  "--training: is missing; data.kind = files does not tell how many examples there are");
            });
    requirePositive("--training", count);
    return count;
  }

  private int validationExamples(DataSettings data) {
    int count =
        validation.orElseGet(
            () -> {
              if (data instanceof DataSettings.Peaks peaks) {
                return peaks.validation();
              }
              if (data instanceof DataSettings.Scene scene && scene.validation() != PixelDraw.ALL_OTHERS) {
                return scene.validation();
              }
              if (!data.validated()) {
                return 0;
              }
              throw new UserError("--validation: is missing; the settings do not tell how many examples there are");
            });
    if (count < 0) {
      throw new UserError("--validation " + count + ": must be >= 0");
    }
    return count;
  }

  private static void requirePositive(String option, int value) {
    if (value < 1) {
      throw new UserError(option + " " + value + ": must be >= 1");
    }
  }
}
