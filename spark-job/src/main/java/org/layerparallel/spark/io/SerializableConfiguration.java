package org.layerparallel.spark.io;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;

/** Hadoop's settings on their way to a task, which opens the file systems the driver would open. */
public final class SerializableConfiguration implements Serializable {

  private static final long serialVersionUID = 1;

  private transient Configuration configuration;

  public SerializableConfiguration(Configuration configuration) {
    this.configuration = configuration;
  }

  /** The settings themselves. */
  public Configuration configuration() {
    return configuration;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    configuration.write(out);
  }

  private void readObject(ObjectInputStream in) throws IOException {
    configuration = new Configuration(false);
    configuration.readFields(in);
  }
}
