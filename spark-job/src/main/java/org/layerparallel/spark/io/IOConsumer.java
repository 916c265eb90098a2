package org.layerparallel.spark.io;

import java.io.IOException;

/**
 * A consumer that may fail with an {@link IOException}.
 *
 * @param <T> what it consumes
 */
@FunctionalInterface
public interface IOConsumer<T> {

  /** Consumes {@code value}. */
  void accept(T value) throws IOException;
}
