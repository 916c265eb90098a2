package org.layerparallel.spark.session;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.layerparallel.spark.error.UserError;
import scala.util.Properties;

/** Opens the Spark session of a command. */
public final class SparkSessions {

  private SparkSessions() {}

  /**
   * The master that {@link #open} would open a session on.
   *
   * @param given the master of the application's own configuration, if it has one
   */
  public static SparkMaster master(Optional<String> given) {
    SparkConf conf = new SparkConf();
    given.ifPresent(master -> conf.setIfMissing("spark.master", master));
    return new SparkMaster(SparkDefaults.master(conf));
  }

  /**
   * A session on the master that spark-submit or {@code -Dspark.master} names, or on all cores of this machine.
   * Settings made by those win over {@code settings}, and these over this application's defaults.
   *
   * @param settings Spark settings of the application's own configuration, by key; may be empty
   * @throws IllegalArgumentException if a key does not begin with {@code spark.}
   * @throws UserError if this application was compiled for another Scala than Spark
   */
  public static SparkSession open(String applicationName, Map<String, String> settings) {
    CompiledFor.read().requireScala(Properties.versionNumberString());
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.app.name", applicationName);
    settings.forEach((key, value) -> {
      if (!key.startsWith("spark.")) {
        throw new IllegalArgumentException("Spark setting " + key + "=" + value + ", key must begin with spark.");
      }
      conf.setIfMissing(key, value);
    });
    SparkDefaults.fill(conf);
    return SparkSession.builder().config(conf).getOrCreate();
  }
}
