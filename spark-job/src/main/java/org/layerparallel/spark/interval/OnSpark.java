package org.layerparallel.spark.interval;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.layerparallel.interval.Intervals;
import org.layerparallel.interval.IntervalsFactory;

/**
 * Execution on Spark.
 *
 * <p>A checkpoint cuts the lineage, and what was needed to repeat the supersteps before it is let go. A lost executor
 * costs the supersteps since the last one.
 *
 * <ul>
 *   <li>With a directory, on a file system that all executors reach, any number of executors may be lost. Writing a
 *       checkpoint takes a second job, and each is as large as all contents together.
 *   <li>Without one, on a cluster, two executors keep it. It takes no job, but the way over the network and the memory
 *       for a second copy; the run ends if both are lost at once.
 *   <li>Without one, with a local master, it stays where it is and costs nothing: all is lost with the one process.
 * </ul>
 *
 * @param context where jobs run; not closed by anything here
 * @param wanted number of intervals wanted; 0 becomes the context's default parallelism, which on a young cluster
 *     counts only the executors that have registered
 * @param checkpointInterval every how many supersteps the lineage is cut, at least 1
 * @param checkpointDirectory where checkpoints go, a URI of a Hadoop file system; it becomes the context's checkpoint
 *     directory; null for the one that the context has on a cluster, if it has one
 * @param shared whether, where the tasks of {@code context} run in this process, messages and results pass by
 *     reference; otherwise, and always on a cluster, they are serialized
 */
public record OnSpark(
    JavaSparkContext context,
    int wanted,
    int checkpointInterval,
    String checkpointDirectory,
    boolean shared)
    implements IntervalsFactory {

  /**
   * Checks, and sets the checkpoint directory.
   *
   * @throws IllegalArgumentException if {@code wanted} is negative, {@code checkpointInterval} less than 1, or the
   *     context serializes with Kryo
   */
  public OnSpark {
    if (wanted < 0) {
      throw new IllegalArgumentException("wanted=" + wanted + ", must be >= 0");
    }
    if (checkpointInterval < 1) {
      throw new IllegalArgumentException("checkpointInterval=" + checkpointInterval + ", must be >= 1");
    }
    requireJavaSerialization(context.getConf());
    wanted = wanted == 0 ? context.defaultParallelism() : wanted;
    if (checkpointDirectory != null) {
      context.setCheckpointDir(checkpointDirectory);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code contents} is empty
   */
  @Override
  public <S extends Serializable> Intervals<S> create(List<S> contents) {
    return new SparkIntervals<>(
        context,
        contents,
        checkpointInterval,
        checkpoints(),
        shared && context.isLocal());
  }

  private Checkpoints checkpoints() {
    boolean callers = !context.isLocal() && context.getCheckpointDir().isPresent();
    if (checkpointDirectory != null || callers) {
      return Checkpoints.RELIABLE;
    }
    return context.isLocal() ? Checkpoints.LOCAL : Checkpoints.REPLICATED;
  }

  /** Spark's Kryo can restore neither records nor lists made by List.of, and contents and messages are full of them. */
  static void requireJavaSerialization(SparkConf conf) {
    String serializer = conf.get("spark.serializer", JavaSerializer.class.getName());
    if (serializer.equals(KryoSerializer.class.getName())) {
      throw new IllegalArgumentException(
          "spark.serializer=" + serializer + ", must be " + JavaSerializer.class.getName());
    }
  }
}
