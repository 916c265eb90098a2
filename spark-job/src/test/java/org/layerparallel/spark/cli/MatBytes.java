package org.layerparallel.spark.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;

/** MAT 5 files, byte by byte, so that each can be wrong. Numbers are little-endian. */
final class MatBytes {

  static final int INT8 = 1;
  static final int UINT8 = 2;
  static final int UINT16 = 4;
  static final int INT32 = 5;
  static final int UINT32 = 6;
  static final int DOUBLE = 9;
  static final int MATRIX = 14;
  static final int COMPRESSED = 15;

  /** Kinds of arrays, as their flags have it. */
  static final int DOUBLE_ARRAY = 6;
  static final int UINT8_ARRAY = 9;
  static final int UINT16_ARRAY = 11;

  private MatBytes() {}

  /** A file of some elements. */
  static byte[] file(byte[]... elements) {
    byte[] header = new byte[128];
    byte[] text = "MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, header, 0, text.length);
    header[125] = 1;
    header[126] = 'I';
    header[127] = 'M';
    return joined(header, joined(elements));
  }

  /** An element with a tag of eight bytes; its content is filled up to a multiple of eight. */
  static byte[] element(int type, byte[] content) {
    return element(type, content.length, content);
  }

  /** The same with another length in the tag than its own. */
  static byte[] element(int type, int length, byte[] content) {
    int padded = type == COMPRESSED ? content.length : (content.length + 7) / 8 * 8;
    return ByteBuffer.allocate(8 + padded)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(type)
        .putInt(length)
        .put(content)
        .array();
  }

  /** An array of these parts: flags, dimensions, name, numbers. */
  static byte[] array(byte[]... parts) {
    return element(MATRIX, joined(parts));
  }

  static byte[] flags(int kind) {
    return element(UINT32, ints(kind, 0));
  }

  static byte[] dimensions(int... sizes) {
    return element(INT32, ints(sizes));
  }

  static byte[] name(String name) {
    return element(INT8, name.getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] uint16(int[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int number : numbers) {
      bytes.putShort((short) number);
    }
    return element(UINT16, bytes.array());
  }

  static byte[] doubles(double... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double number : numbers) {
      bytes.putDouble(number);
    }
    return element(DOUBLE, bytes.array());
  }

  /** An element, compressed. */
  static byte[] compressed(byte[] element) {
    return element(COMPRESSED, deflated(element));
  }

  /** Whether {@code deflated} is whole, and {@code content} compressed. */
  static boolean inflatesTo(byte[] content, byte[] deflated) {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
      return Arrays.equals(content, in.readAllBytes());
    } catch (IOException e) {
      return false;
    }
  }

  static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 13];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  static byte[] ints(int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int number : numbers) {
      bytes.putInt(number);
    }
    return bytes.array();
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
