package org.layerparallel.spark.fault;

import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.SerializerInstance;

/**
 * Spark's own serializer. The driver asks for it when it broadcasts a message, which is between two jobs and on the
 * thread that runs them: the place for a fault that is to happen there.
 */
public final class FaultSerializer extends JavaSerializer {

  private static final long serialVersionUID = 1;

  /** For deserialization. */
  public FaultSerializer() {}

  public FaultSerializer(SparkConf conf) {
    super(conf);
  }

  @Override
  public SerializerInstance newInstance() {
    FaultListener.betweenJobs();
    return super.newInstance();
  }
}
