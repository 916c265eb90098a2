package org.layerparallel.spark.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.layerparallel.spark.error.UserError;

/**
 * What this application was compiled for. Spark's methods have other signatures with Scala 2.12 than with 2.13, so that
 * a jar for the other one would fail in the middle of a command.
 *
 * @param scala binary version, as 2.13
 */
record CompiledFor(String scala) {

  /** As the build has chosen. */
  static CompiledFor read() {
    Properties properties = new Properties();
    try (InputStream file = CompiledFor.class.getResourceAsStream("compiled-for.properties")) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read this application's own jar", e);
    }
    return new CompiledFor(properties.getProperty("scala"));
  }

  /**
   * Checks the Scala that is there.
   *
   * @param version its full version, as 2.13.8
   * @throws UserError if it is not the one of this application
   */
  void requireScala(String version) {
    if (!version.startsWith(scala + ".")) {
      throw new UserError(
          "this is layer-parallel for Scala " + scala + ", but Spark's is " + version
              + "; take the jar that has Spark's Scala in its name");
    }
  }
}
