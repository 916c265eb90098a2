package org.layerparallel.spark.job;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.layerparallel.interval.InProcess;
import org.layerparallel.interval.IntervalsFactory;
import org.layerparallel.linalg.Workers;
import org.layerparallel.spark.config.ExecutionSettings;
import org.layerparallel.spark.interval.OnSpark;
import org.layerparallel.spark.report.RunSummary;
import org.layerparallel.spark.session.SparkSessions;

/** Where a command computes: Spark, started when first needed, and the threads of this process. */
public final class Execution implements AutoCloseable {

  private final ExecutionSettings settings;
  private final Workers workers;
  private SparkSession session;
  private JavaSparkContext context;

  public Execution(ExecutionSettings settings) {
    this.settings = settings;
    this.workers = new Workers(settings.threadCount());
  }

  /** Where the layer intervals live. */
  public IntervalsFactory intervals() {
    if (settings.kind() == ExecutionSettings.Kind.SPARK) {
      return new OnSpark(
          context(),
          settings.intervals(),
          settings.superstepsBetweenCheckpoints(),
          settings.checkpointDir().orElse(null));
    }
    int wanted = settings.intervals() > 0 ? settings.intervals() : settings.threadCount();
    return new InProcess(wanted, settings.threadCount());
  }

  /** Threads for the coarse levels. */
  public Workers workers() {
    return workers;
  }

  /** Spark, which is started if it is not running. */
  public JavaSparkContext context() {
    if (session == null) {
      Map<String, String> given =
          settings.master().map(master -> Map.of("spark.master", master)).orElse(Map.of());
      session = SparkSessions.open("layer-parallel", given);
      context = new JavaSparkContext(session.sparkContext());
    }
    return context;
  }

  /** Hadoop's configuration: Spark's where it runs. */
  public Configuration hadoop() {
    return session == null ? new Configuration() : context.hadoopConfiguration();
  }

  /** What a summary says of it. */
  public RunSummary.ExecutionReport report() {
    boolean onSpark = settings.kind() == ExecutionSettings.Kind.SPARK;
    return new RunSummary.ExecutionReport(
        onSpark ? "spark" : "in-process",
        onSpark ? context().master() : "",
        intervals().wanted(),
        workers.count(),
        onSpark ? context().version() : "");
  }

  @Override
  public void close() {
    workers.close();
    if (session != null) {
      session.stop();
    }
  }
}
