package org.layerparallel.spark.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays of doubles as raw little-endian bytes. For one thread. */
public final class Doubles {

  private static final int BUFFER_DOUBLES = 1 << 13;

  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_DOUBLES * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /** Writes {@code count} values of {@code values} from {@code from} on. */
  public void write(OutputStream out, double[] values, int from, int count) throws IOException {
    for (int done = 0; done < count; ) {
      int some = Math.min(count - done, BUFFER_DOUBLES);
      buffer.clear().asDoubleBuffer().put(values, from + done, some);
      out.write(buffer.array(), 0, some * Double.BYTES);
      done += some;
    }
  }

  /**
   * Reads {@code count} values to {@code values} from {@code from} on.
   *
   * @throws EOFException if there are fewer
   */
  public void read(InputStream in, double[] values, int from, int count) throws IOException {
    for (int done = 0; done < count; ) {
      int some = Math.min(count - done, BUFFER_DOUBLES);
      if (in.readNBytes(buffer.array(), 0, some * Double.BYTES) < some * Double.BYTES) {
        throw new EOFException("ends early");
      }
      buffer.clear().asDoubleBuffer().get(values, from + done, some);
      done += some;
    }
  }
}
