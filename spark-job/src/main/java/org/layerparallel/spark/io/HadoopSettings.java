package org.layerparallel.spark.io;

import org.apache.hadoop.conf.Configuration;

/**
 * Hadoop's configuration as this process was given it: Hadoop's files on the class path, and over them the settings that
 * spark-submit or {@code -D} names {@code spark.hadoop.KEY}. Spark knows of those once it runs; paths are looked at
 * before, and by commands that never start it.
 */
public final class HadoopSettings {

  private static final String PREFIX = "spark.hadoop.";

  private HadoopSettings() {}

  /** A new configuration, as of now. */
  public static Configuration read() {
    Configuration hadoop = new Configuration();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        hadoop.set(name.substring(PREFIX.length()), System.getProperty(name));
      }
    }
    return hadoop;
  }
}
