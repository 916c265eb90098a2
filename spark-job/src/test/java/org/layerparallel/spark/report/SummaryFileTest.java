package org.layerparallel.spark.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.report.RunTraffic.LevelTraffic;
import org.layerparallel.train.StopReason;
import org.layerparallel.train.TrainingListener;
import org.layerparallel.train.TrainingResult;

class SummaryFileTest {

  @Test
  void theSummaryHasWhatTheLogSaw() throws IOException {
    AtomicLong clock = new AtomicLong(17);
    RunLog log = new RunLog(clock::get);
    TrainingListener listener = Listeners.of(log, new RunLog(clock::get));
    for (int level = 0; level < 2; level++) {
      for (int i = 0; i < 4; i++) {
        clock.addAndGet(500_000_000L * (level + 1));
        listener.iteration(Runs.record(level, i, 0.9));
      }
      listener.levelEnded(
          level, level == 0 ? StopReason.ITERATIONS_DONE : StopReason.TARGET_REACHED);
    }
    assertEquals(8, log.iterations().size());
    assertEquals(6, log.seconds(), 1e-9);

    JsonNode json = read(summary(log, Double.NaN));
    assertEquals("2026-11-23T10:15:30Z", json.get("startedAt").asText());
    assertTrue(json.get("validationAccuracy").isNull());
    assertEquals(91, json.get("trainAccuracy").asDouble(), 1e-9);
    assertTrue(json.get("validationMeanClassAccuracy").isNull());
    assertEquals(65, json.get("trainMeanClassAccuracy").asDouble(), 1e-9);
    assertEquals(4, json.get("otherPixels").get("count").asInt());
    assertEquals(75, json.get("otherPixels").get("accuracy").asDouble(), 1e-9);
    assertEquals(75, json.get("otherPixels").get("meanClassAccuracy").asDouble(), 1e-9);
    assertEquals(32, json.get("layers").asInt());
    JsonNode level = json.get("levels").get(1);
    assertEquals(32, level.get("layers").asInt());
    assertEquals(4, level.get("iterations").asInt());
    assertEquals(4, level.get("seconds").asDouble(), 1e-9);
    assertEquals(1, level.get("medianIteration").get("seconds").asDouble(), 1e-9);
    assertEquals(26, level.get("sparkJobs").asLong());
    assertEquals(1.2, level.get("computeSeconds").asDouble(), 1e-9);
    assertEquals(0.6, level.get("sparkSeconds").asDouble(), 1e-9);
    assertEquals(1.2, level.get("driverSeconds").asDouble(), 1e-9);
    assertEquals(2_600, level.get("resultBytes").asLong());
    assertEquals(7, level.get("medianIteration").get("sparkJobs").asLong());
    assertEquals(7_000, level.get("medianIteration").get("broadcastBytes").asLong());
    assertEquals(40, json.get("sparkJobs").asLong());
    assertEquals(123_456_789, json.get("peakMemoryBytes").asLong());
    assertEquals("process", json.get("peakMemoryOf").asText());
    assertEquals(5000, json.get("trainingExamples").asInt());
    assertEquals(5, level.get("sparkJobsPerIteration").asDouble());
    assertEquals("target-reached", level.get("stopReason").asText());
    assertEquals("local[2]", json.get("execution").get("master").asText());
    assertEquals("history.csv", json.get("outputs").get("history").asText());
    assertFalse(json.get("machine").get("javaVersion").asText().isEmpty());
    assertEquals(1, json.get("workUnitSeconds").asDouble(), 1e-9);
  }

  @Test
  void whatWasNotMeasuredIsNull() throws IOException {
    RunLog log = new RunLog(() -> 0);
    log.iteration(Runs.record(0, 0, 0.9));
    log.levelEnded(0, StopReason.ITERATIONS_DONE);
    JsonNode json = read(summary(log, 0.9, Optional.empty()));
    JsonNode level = json.get("levels").get(0);
    for (JsonNode of : List.of(json, level, level.get("medianIteration"))) {
      for (String figure : List.of("sparkJobs", "resultBytes", "broadcastBytes")) {
        assertTrue(of.has(figure) && of.get(figure).isNull(), figure + " in " + of);
      }
    }
  }

  /** Jobs 5, 7, 6 and 8 on every level, and as many hundreds and thousands of bytes. */
  private static RunTraffic traffic(int levels) {
    List<Traffic> iterations =
        Stream.of(5, 7, 6, 8).map(jobs -> new Traffic(jobs, 100 * jobs, 1000 * jobs, 0)).toList();
    return new RunTraffic(
        new Traffic(40, 4_000, 40_000, 0),
        Collections.nCopies(levels, LevelTraffic.of(iterations, Traffic.NONE)));
  }

  /** Three iterations of 1 s, 0.6 of it in supersteps, 0.4 computing, and nothing after them. */
  private static RunPhases phases(int levels) {
    List<Double> wall = List.of(1.0, 1.0, 1.0, 0.0);
    List<Double> supersteps = List.of(0.6, 0.6, 0.6, 0.0);
    List<Double> compute = List.of(0.4, 0.4, 0.4, 0.0);
    return new RunPhases(
        Collections.nCopies(levels, RunPhases.LevelPhases.of(wall, supersteps, compute)));
  }

  private static RunSummary summary(RunLog log, double validationAccuracy) {
    return summary(log, validationAccuracy, Optional.of(traffic(log.levels().size())));
  }

  private static RunSummary summary(
      RunLog log, double validationAccuracy, Optional<RunTraffic> traffic) {
    Network network = Runs.settings("[4,4]").networkAt(1);
    Weights weights = Weights.fromDesign(network, new double[(int) network.weightCount()]);
    List<StopReason> reasons = log.levels().stream().map(LevelReport::reason).toList();
    return new RunSummary(
        Instant.parse("2026-11-23T10:15:30.123Z"),
        new RunCost(
            log.seconds(),
            new PeakMemory(123_456_789, PeakMemory.Of.PROCESS),
            traffic,
            traffic.map(told -> phases(log.levels().size()))),
        5000,
        1000,
        new TrainingResult(network, weights, reasons, 0.2, 0.19, 0.91, validationAccuracy),
        new ClassReport(
            new Classes(2, 0, List.of()),
            new Confusion(new int[][] {{8, 2}, {1, 1}}),
            Optional.empty(),
            Optional.of(new Confusion(new int[][] {{3, 1}, {0, 0}}))),
        log.levels(),
        WorkUnit.of(0, log.iterations(), 1),
        new RunSummary.ExecutionReport("spark", "local[2]", 4, 3, 6, 2, "3.5.6", Optional.empty()),
        Map.of("history", "history.csv"));
  }

  private static JsonNode read(RunSummary summary) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SummaryFile.write(out, summary);
    return new ObjectMapper().readTree(out.toByteArray());
  }
}
