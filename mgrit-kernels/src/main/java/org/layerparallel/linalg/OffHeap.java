package org.layerparallel.linalg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;

/** Memory that native code can read and write, as large as the largest operand it held so far. */
final class OffHeap {

  private DoubleBuffer memory = allocate(0);

  /** Room for {@code count} values, whatever they are now; good until the next call. */
  DoubleBuffer of(int count) {
    if (memory.capacity() < count) {
      memory = allocate(count);
    }
    return memory.clear().limit(count);
  }

  /** The {@code count} values of {@code values} from {@code at} on; good until the next call. */
  DoubleBuffer holding(int count, double[] values, int at) {
    return of(count).put(values, at, count).flip();
  }

  private static DoubleBuffer allocate(int count) {
    int bytes = Math.multiplyExact(count, Double.BYTES);
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asDoubleBuffer();
  }
}
