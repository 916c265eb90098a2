package org.layerparallel.spark.io;

import java.io.IOException;
import java.io.InputStream;

/**
 * Makes a value of a file's content.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface IOReader<T> {

  /**
   * Reads the value.
   *
   * @param in the content from its first byte; the caller closes it
   * @param length of the content in bytes
   */
  T read(InputStream in, long length) throws IOException;
}
