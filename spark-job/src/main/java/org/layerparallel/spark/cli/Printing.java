package org.layerparallel.spark.cli;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * Gives the commands the stream they print results on.
 *
 * @param out that stream
 */
record Printing(PrintStream out) implements IFactory {

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (ResultCommand.class.isAssignableFrom(type)) {
      return type.cast(type.getDeclaredConstructor(PrintStream.class).newInstance(out));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
