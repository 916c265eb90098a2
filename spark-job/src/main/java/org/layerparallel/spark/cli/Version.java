package org.layerparallel.spark.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"layer-parallel " + Objects.requireNonNullElse(version, "(not from a jar)")};
  }
}
