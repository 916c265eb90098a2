package org.layerparallel.sweep;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.layerparallel.linalg.ExampleBlocks;

/**
 * Blocks on their way to an interval or back. Their doubles are serialized as bytes, many at once, which takes
 * a third of the time that Java's own serialization of an array of doubles does.
 */
public final class Blocks implements Serializable {

  private static final long serialVersionUID = 1;

  private static final int BUFFER_DOUBLES = 1 << 13;

  private transient double[][] arrays;

  private Blocks(double[][] arrays) {
    this.arrays = arrays;
  }

  /** These arrays, not copied; null for null. */
  public static Blocks of(double[][] arrays) {
    return arrays == null ? null : new Blocks(arrays);
  }

  /** One array, not copied; null for null. */
  public static Blocks of(double[] array) {
    return array == null ? null : new Blocks(new double[][] {array});
  }

  /** The arrays of {@code blocks}, or null. */
  public static double[][] arrays(Blocks blocks) {
    return blocks == null ? null : blocks.arrays;
  }

  /** The first array of {@code blocks}, or null. */
  public static double[] array(Blocks blocks) {
    return blocks == null ? null : blocks.arrays[0];
  }

  /** What of each array belongs to example block {@code b}; null for null. */
  static Blocks cut(Blocks blocks, ExampleBlocks examples, int b, int channels) {
    if (blocks == null || examples.count() == 1) {
      return blocks;
    }
    double[][] parts = new double[blocks.arrays.length][];
    Arrays.setAll(parts, j -> examples.cut(b, channels, blocks.arrays[j]));
    return new Blocks(parts);
  }

  /** The arrays whose example blocks {@code parts} have, in their order; null for nulls. */
  static Blocks joined(List<Blocks> parts, ExampleBlocks examples, int channels) {
    Blocks first = parts.get(0);
    if (first == null || examples.count() == 1) {
      return first;
    }
    double[][] whole = new double[first.arrays.length][];
    Arrays.setAll(
        whole, j -> examples.joined(channels, parts.stream().map(part -> part.arrays[j]).toList()));
    return new Blocks(whole);
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    ByteBuffer buffer = newBuffer();
    out.writeInt(arrays.length);
    for (double[] array : arrays) {
      out.writeInt(array.length);
      for (int at = 0; at < array.length; at += BUFFER_DOUBLES) {
        int count = Math.min(BUFFER_DOUBLES, array.length - at);
        buffer.asDoubleBuffer().put(array, at, count);
        out.write(buffer.array(), 0, count * Double.BYTES);
      }
    }
  }

  private void readObject(ObjectInputStream in) throws IOException {
    ByteBuffer buffer = newBuffer();
    arrays = new double[requireCount(in.readInt())][];
    for (int i = 0; i < arrays.length; i++) {
      double[] array = new double[requireCount(in.readInt())];
      for (int at = 0; at < array.length; at += BUFFER_DOUBLES) {
        int count = Math.min(BUFFER_DOUBLES, array.length - at);
        in.readFully(buffer.array(), 0, count * Double.BYTES);
        buffer.asDoubleBuffer().get(array, at, count);
      }
      arrays[i] = array;
    }
  }

  private static int requireCount(int count) throws InvalidObjectException {
    if (count < 0) {
      throw new InvalidObjectException("count " + count + ", must be >= 0");
    }
    return count;
  }

  private static ByteBuffer newBuffer() {
    return ByteBuffer.allocate(BUFFER_DOUBLES * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }
}
