package org.layerparallel.spark.experiment;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.io.AtomicFiles;
import org.layerparallel.spark.io.HadoopSettings;
import org.layerparallel.spark.io.IOConsumer;
import org.layerparallel.spark.job.Execution;
import org.layerparallel.spark.job.ParquetFiles;
import org.layerparallel.spark.report.ExperimentSummary;
import org.layerparallel.spark.report.RawTable;
import org.layerparallel.spark.report.SummaryFile;
import org.layerparallel.spark.report.html.HtmlReport;

/** Writes what an experiment leaves beside its runs; each file appears whole, in place of that of an earlier call. */
final class Results {

  private final String experiment;
  private final Request request;
  private final PrintStream out;
  private final Configuration hadoop = HadoopSettings.read();

  Results(String experiment, Request request, PrintStream out) {
    this.experiment = experiment;
    this.request = request;
    this.out = out;
  }

  /** The raw data as CSV and as Parquet, the settings beneath those of the runs, and where and when it was. */
  void raw(List<FinishedRun> runs) throws IOException {
    JobSettings settings = request.settings();
    try (Execution execution = new Execution(settings.execution())) {
      table("runs", RawData.runs(runs), execution);
      table("iterations", RawData.iterations(runs), execution);
    }
    file(JobSettings.FILE, settings::writeTo);
    file(SummaryFile.NAME, stream -> ExperimentSummary.write(stream, experiment, runs.size()));
  }

  /** The report, and its words and tables alone in Markdown, which are printed too. */
  void report(HtmlReport report) {
    file("report.html", report::writeTo);
    String markdown = Markdown.of(report);
    file("results.md", stream -> stream.write(markdown.getBytes(StandardCharsets.UTF_8)));
    out.println();
    out.print(markdown);
    out.printf("%nAll of it: %s%n", request.output());
  }

  /** Any file. */
  void file(String name, IOConsumer<OutputStream> content) {
    AtomicFiles.write(hadoop, path(name), content);
  }

  private void table(String name, RawTable table, Execution execution) {
    file(name + ".csv", table::writeCsv);
    ParquetFiles.write(execution, table, path(name + ".parquet"));
  }

  private String path(String name) {
    return request.output() + "/" + name;
  }
}
