package org.layerparallel.spark.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is kept of an experiment in {@code summary.json}: which, when, and on which machine. */
public final class ExperimentSummary {

  private ExperimentSummary() {}

  /** Writes it to {@code out}, which is not closed. */
  public static void write(OutputStream out, String experiment, int runs) throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("command", "experiment " + experiment);
    tree.put("endedAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    tree.put("runs", runs);
    tree.put("version", version());
    tree.put("machine", SummaryFile.machine());
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    out.write((mapper.writeValueAsString(tree) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** A line for people: version, machine and date. */
  public static String line() {
    Map<String, Object> machine = SummaryFile.machine();
    return "Version " + version() + ", " + machine.get("cores") + " cores, " + machine.get("os") + " "
        + machine.get("architecture") + ", Java " + machine.get("javaVersion") + ", BLAS " + machine.get("blas") + ", "
        + Instant.now().truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10) + ".";
  }

  private static String version() {
    String version = ExperimentSummary.class.getPackage().getImplementationVersion();
    return version == null ? "(not from a jar)" : version;
  }
}
