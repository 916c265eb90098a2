package org.layerparallel.spark.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.layerparallel.interval.InProcess;
import org.layerparallel.interval.IntervalsFactory;
import org.layerparallel.linalg.Blas;
import org.layerparallel.linalg.BlasKind;
import org.layerparallel.linalg.Workers;
import org.layerparallel.spark.config.ExecutionSettings;
import org.layerparallel.spark.cost.Choice;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.interval.OnSpark;
import org.layerparallel.spark.io.HadoopSettings;
import org.layerparallel.spark.report.RunSummary;
import org.layerparallel.spark.session.SparkMaster;
import org.layerparallel.spark.session.SparkSessions;
import org.layerparallel.train.TrainingSettings;
import org.slf4j.LoggerFactory;

/**
 * Where a command computes: Spark, started when first needed unless it runs in this process already, and the threads of
 * this process.
 */
public final class Execution implements AutoCloseable {

  private final ExecutionSettings settings;
  private final Workers workers;

  /** The session that was opened here, if one was; none within a program. */
  private SparkSession session;

  /** Whether it runs no longer than this: another one's goes on. */
  private boolean ownSession;

  private JavaSparkContext context;
  private ExecutionSettings.Kind kind;
  private Choice choice;
  private IntervalsFactory intervals;
  private StorageWatch watch;

  /** On a Spark that is started when first needed, and stopped at the end. */
  public Execution(ExecutionSettings settings) {
    this(settings, null);
  }

  private Execution(ExecutionSettings settings, JavaSparkContext context) {
    this.settings = settings;
    this.kind = settings.kind();
    this.context = context;
    choose(settings.blas());
    this.workers = new Workers(settings.threadCount());
  }

  /** On the Spark of a program, which goes on running. Its master and its checkpoint directory are left as they are. */
  static Execution within(JavaSparkContext context, ExecutionSettings settings) {
    return new Execution(settings, context);
  }

  /**
   * Decides where the layer intervals live, if the settings leave that to a measurement. Spark is started for it only
   * where it could pay, and stopped if it does not.
   *
   * @param training number of training examples
   * @param validation number of validation examples
   * @return the choice; empty if the settings have made it
   * @throws UserError if Spark does not start, or not with these settings
   */
  Optional<Choice> settle(TrainingSettings trained, int training, int validation) {
    if (kind != ExecutionSettings.Kind.AUTO) {
      return Optional.ofNullable(choice);
    }
    SparkMaster master =
        context == null ? SparkSessions.master(settings.master()) : new SparkMaster(context.master());
    choice =
        new Placement(settings, workers.count(), master, this::context).of(trained, training, validation);
    kind = choice.onSpark() ? ExecutionSettings.Kind.SPARK : ExecutionSettings.Kind.IN_PROCESS;
    if (!choice.onSpark()) {
      stopOwnSpark();
    }
    return Optional.of(choice);
  }

  /**
   * Where the layer intervals live; the settings say so, or {@link #settle} has found it.
   *
   * @throws UserError if Spark does not start, or not with these settings
   */
  public IntervalsFactory intervals() {
    if (intervals == null) {
      intervals =
          switch (kind) {
            case SPARK -> onSpark();
            case IN_PROCESS -> inProcess();
            case AUTO -> throw new IllegalStateException("where to compute has not been settled");
          };
    }
    return intervals;
  }

  /** Whether the layer intervals live on Spark. */
  boolean isOnSpark() {
    return kind == ExecutionSettings.Kind.SPARK;
  }

  /** Most bytes for values kept at F-points, over all intervals, of a network of {@code width} channels. */
  long fPointBytes(int width) {
    return settings.fPointBytes(width);
  }

  /** Parts that the examples are cut into, wanted. */
  int exampleBlocks() {
    return settings.exampleBlocks();
  }

  /** Parts of the examples whose coarse levels tasks compute, wanted; 0 for the driver. */
  int columns() {
    return settings.columns();
  }

  /** Threads for the coarse levels. */
  public Workers workers() {
    return workers;
  }

  /**
   * Spark, which is started if it is not running.
   *
   * @throws UserError if it does not start
   */
  public JavaSparkContext context() {
    if (context == null) {
      long before = System.currentTimeMillis();
      Map<String, String> given =
          settings.master().map(master -> Map.of("spark.master", master)).orElse(Map.of());
      try {
        session = SparkSessions.open("layer-parallel", given);
      } catch (Exception e) {
        // Spark throws checked exceptions that its Java API does not declare.
        throw unusable("master", settings.master(), "Spark does not start: ", e);
      }
      context = new JavaSparkContext(session.sparkContext());
      ownSession = context.startTime() >= before;
    }
    return context;
  }

  /** Spark's tables, on {@link #context}. */
  public SparkSession session() {
    return SparkSession.builder().sparkContext(context().sc()).getOrCreate();
  }

  /** A meter of what is asked of Spark from now on, if the layer intervals live there. */
  TrafficMeter meter() {
    return new TrafficMeter(isOnSpark() ? Optional.of(context()) : Optional.empty());
  }

  /** Hadoop's configuration: Spark's where it runs. */
  public Configuration hadoop() {
    return context == null ? HadoopSettings.read() : context.hadoopConfiguration();
  }

  /** What a summary says of it. */
  public RunSummary.ExecutionReport report() {
    return new RunSummary.ExecutionReport(
        isOnSpark() ? "spark" : "in-process",
        isOnSpark() ? context().master() : "",
        intervals().wanted(),
        settings.exampleBlocks(),
        settings.columns(),
        workers.count(),
        isOnSpark() ? context().version() : "",
        Optional.ofNullable(choice));
  }

  @Override
  public void close() {
    workers.close();
    // Spark tells listeners later; one that is stopped tells all before.
    if (watch != null && !ownSession) {
      context.sc().removeSparkListener(watch);
    }
    deleteLineage();
    stopOwnSpark();
  }

  /** Another one's goes on, and so does what was found out with it. */
  private void stopOwnSpark() {
    if (ownSession) {
      session.stop();
      session = null;
      context = null;
      ownSession = false;
    }
  }

  private static void choose(Optional<BlasKind> blas) {
    try {
      if (blas.isPresent()) {
        Blas.use(blas.get());
      } else {
        Blas.inUse();
      }
    } catch (IllegalStateException e) {
      throw new UserError("execution.blas: " + e.getMessage(), e);
    }
  }

  private OnSpark onSpark() {
    JavaSparkContext spark = context();
    boolean local = spark.isLocal();
    watch = new StorageWatch(local);
    spark.sc().addSparkListener(watch);
    Optional<String> lineageDir = settings.lineageDir().filter(dir -> session != null);
    if (!local && lineageDir.isEmpty() && !spark.getCheckpointDir().isPresent()) {
      LoggerFactory.getLogger(Execution.class).warn(
          "No checkpoint directory ({}): two executors keep each checkpoint, and the run ends if both are lost at once;"
              + " a directory on a file system that all executors reach outlives them.",
          session != null ? "checkpoint.dir" : "SparkContext.setCheckpointDir");
    }
    try {
      return new OnSpark(
          spark,
          settings.intervals(),
          settings.superstepsBetweenCheckpoints(local),
          // A local master has no executor to lose.
          local ? null : lineageDir.orElse(null),
          settings.shareMemory());
    } catch (Exception e) {
      throw new UserError(
          lineageDir.map(dir -> "checkpoint.dir: " + dir + ": ").orElse("") + UserError.reason(e), e);
    }
  }

  private InProcess inProcess() {
    int wanted = settings.intervals() > 0 ? settings.intervals() : settings.threadCount();
    return new InProcess(wanted, settings.threadCount());
  }

  /** Spark makes a directory of its own in the one it is given, and leaves it there. */
  private void deleteLineage() {
    lineage().ifPresent(
        made -> {
          try {
            FileSystem files = made.getFileSystem(context.hadoopConfiguration());
            files.delete(made, true);
            deleteIfEmpty(files, made.getParent());
            deleteIfEmpty(files, made.getParent().getParent());
          } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the checkpoints of the lineage in " + made, e);
          }
        });
  }

  private static void deleteIfEmpty(FileSystem files, Path directory) throws IOException {
    if (files.exists(directory) && files.listStatus(directory).length == 0) {
      files.delete(directory, false);
    }
  }

  /** Where Spark keeps what cuts its lineage, if it does so in files. */
  Optional<Path> lineage() {
    boolean set = settings.lineageDir().isPresent() && session != null && context.getCheckpointDir().isPresent();
    return set ? Optional.of(new Path(context.getCheckpointDir().get())) : Optional.empty();
  }

  private static UserError unusable(
      String key, Optional<String> value, String problem, Exception cause) {
    String where = value.map(given -> "execution." + key + " = " + given + ": ").orElse("");
    return new UserError(where + problem + UserError.reason(cause), cause);
  }
}
