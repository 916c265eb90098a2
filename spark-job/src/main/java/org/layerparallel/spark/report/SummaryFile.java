package org.layerparallel.spark.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.layerparallel.linalg.Blas;
import org.layerparallel.spark.cost.Choice;
import org.layerparallel.spark.report.RunTraffic.LevelTraffic;
import org.layerparallel.train.TrainingResult;

/**
 * The summary of a run as JSON. Accuracies are percent, as in the history; times are seconds; what is not finite, or
 * was not measured, is null.
 */
public final class SummaryFile {

  /** Name of the file, by which an output directory of an earlier run is recognized. */
  public static final String NAME = "summary.json";

  private SummaryFile() {}

  /** Writes {@code summary} to {@code out}, which is not closed. */
  public static void write(OutputStream out, RunSummary summary) throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    String json = mapper.writeValueAsString(tree(summary)) + "\n";
    out.write(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> tree(RunSummary summary) {
    TrainingResult result = summary.result();
    ClassReport classes = summary.classes();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("startedAt", summary.startedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    RunCost cost = summary.cost();
    tree.put("wallSeconds", finite(cost.wallSeconds()));
    tree.put("peakMemoryBytes", cost.peakMemory().bytes());
    tree.put("peakMemoryOf", cost.peakMemory().of().name().toLowerCase(Locale.ROOT));
    putTraffic(tree, cost.traffic().map(RunTraffic::total));
    tree.put("validationAccuracy", finite(100 * result.validationAccuracy()));
    tree.put("trainAccuracy", finite(100 * result.trainAccuracy()));
    tree.put("validationMeanClassAccuracy", meanClassAccuracy(classes.validation()));
    tree.put("trainMeanClassAccuracy", meanClassAccuracy(Optional.of(classes.training())));
    classes.others().ifPresent(others -> tree.put("otherPixels", others(others)));
    tree.put("objective", finite(result.objective()));
    tree.put("loss", finite(result.loss()));
    tree.put("layers", result.network().layers());
    tree.put("width", result.network().width());
    tree.put("weights", result.network().weightCount());
    tree.put("trainingExamples", summary.trainingExamples());
    tree.put("validationExamples", summary.validationExamples());
    tree.put("workUnitSeconds", summary.workUnit().seconds());
    tree.put("workUnitMeasured", summary.workUnit().measured());
    tree.put("levels", levels(summary));
    tree.put("execution", execution(summary.execution()));
    tree.put("machine", machine());
    tree.put("outputs", summary.outputs());
    return tree;
  }

  private static List<Map<String, Object>> levels(RunSummary summary) {
    List<Map<String, Object>> levels = new ArrayList<>();
    for (int i = 0; i < summary.levels().size(); i++) {
      int number = i;
      levels.add(
          level(
              summary.levels().get(i),
              summary.cost().traffic().map(traffic -> traffic.levels().get(number)),
              summary.cost().phases().map(phases -> phases.levels().get(number).total())));
    }
    return levels;
  }

  private static Map<String, Object> others(Confusion others) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("count", others.examples());
    tree.put("accuracy", finite(100 * others.accuracy()));
    tree.put("meanClassAccuracy", meanClassAccuracy(Optional.of(others)));
    return tree;
  }

  private static Double meanClassAccuracy(Optional<Confusion> confusion) {
    return finite(100 * confusion.map(Confusion::meanClassAccuracy).orElse(Double.NaN));
  }

  private static Map<String, Object> level(
      LevelReport level, Optional<LevelTraffic> traffic, Optional<Phases> phases) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("level", level.level());
    tree.put("layers", level.layers());
    tree.put("iterations", level.iterations());
    tree.put("stopReason", level.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    tree.put("seconds", finite(level.seconds()));
    tree.put("computeSeconds", phases.map(Phases::compute).orElse(null));
    tree.put("sparkSeconds", phases.map(Phases::spark).orElse(null));
    tree.put("driverSeconds", phases.map(Phases::driver).orElse(null));
    tree.put("sparkJobsPerIteration", finite(level.sparkJobsPerIteration()));
    putTraffic(tree, traffic.map(LevelTraffic::total));
    Map<String, Object> iteration = new LinkedHashMap<>();
    iteration.put("seconds", finite(level.medianSeconds()));
    putTraffic(iteration, traffic.map(LevelTraffic::median));
    tree.put("medianIteration", iteration);
    return tree;
  }

  private static void putTraffic(Map<String, Object> tree, Optional<Traffic> traffic) {
    tree.put("sparkJobs", traffic.map(Traffic::jobs).orElse(null));
    tree.put("resultBytes", traffic.map(Traffic::resultBytes).orElse(null));
    tree.put("broadcastBytes", traffic.map(Traffic::broadcastBytes).orElse(null));
  }

  private static Map<String, Object> execution(RunSummary.ExecutionReport execution) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", execution.kind());
    tree.put("master", execution.master());
    tree.put("intervals", execution.intervals());
    tree.put("exampleBlocks", execution.exampleBlocks());
    tree.put("columns", execution.columns());
    tree.put("threads", execution.threads());
    tree.put("sparkVersion", execution.sparkVersion());
    tree.put("choice", execution.choice().map(SummaryFile::choice).orElse(null));
    return tree;
  }

  private static Map<String, Object> choice(Choice choice) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("reason", choice.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    tree.put("inProcessIterationSeconds", choice.inProcess());
    tree.put("sparkIterationSeconds", choice.spark().map(Choice.OnSpark::seconds).orElse(null));
    tree.put("sparkJobs", choice.spark().map(Choice.OnSpark::jobs).orElse(null));
    tree.put("sparkJobSeconds", choice.spark().map(spark -> spark.times().job()).orElse(null));
    tree.put("sparkByteSeconds", choice.spark().map(spark -> spark.times().perByte()).orElse(null));
    tree.put("sparkSlots", choice.spark().flatMap(Choice.OnSpark::knownSlots).orElse(null));
    return tree;
  }

  static Map<String, Object> machine() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("javaVersion", System.getProperty("java.version"));
    tree.put("javaVm", System.getProperty("java.vm.name"));
    tree.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    tree.put("architecture", System.getProperty("os.arch"));
    tree.put("cores", Runtime.getRuntime().availableProcessors());
    tree.put("blas", Blas.inUse().description());
    return tree;
  }

  /** JSON has no NaN. */
  static Double finite(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }
}
