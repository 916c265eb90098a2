package org.layerparallel.spark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A safetensors file taken apart.
 *
 * @param header its JSON
 * @param data the numbers behind it
 */
record SafetensorsBytes(ObjectNode header, byte[] data) {

  static final JsonMapper JSON = JsonMapper.builder().build();

  /** Two sizes whose product times eight is a small number if it is taken modulo 2^64. */
  static final long[] OVERFLOWING = {1518500250L, 1518500250L};

  static SafetensorsBytes of(byte[] file) {
    int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    try {
      ObjectNode header = (ObjectNode) JSON.readTree(Arrays.copyOfRange(file, 8, 8 + length));
      return new SafetensorsBytes(header, Arrays.copyOfRange(file, 8 + length, file.length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole file. */
  byte[] bytes() {
    return bytes(header.toString());
  }

  /** A file of these numbers with another text as its header. */
  byte[] bytes(String text) {
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    return bytes(json.length, json);
  }

  /** A file that says of its header that it is so long. */
  byte[] bytes(long length, byte[] json) {
    return ByteBuffer.allocate(8 + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(json)
        .put(data)
        .array();
  }

  /** A file with another header. */
  byte[] edited(Consumer<ObjectNode> edit) {
    ObjectNode copy = header.deepCopy();
    edit.accept(copy);
    return bytes(copy.toString());
  }

  /** A file with another number in a tensor. */
  byte[] withNumber(String tensor, int index, double number) {
    byte[] other = data.clone();
    int at = header.path(tensor).path("data_offsets").path(0).asInt() + index * Double.BYTES;
    ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN).putDouble(at, number);
    return new SafetensorsBytes(header, other).bytes();
  }

  /** How many numbers a tensor has. */
  int numbers(String tensor) {
    JsonNode offsets = header.path(tensor).path("data_offsets");
    return (offsets.path(1).asInt() - offsets.path(0).asInt()) / Double.BYTES;
  }

  /** Files in each of which the entry of one tensor is wrong, with what is wrong. */
  void wrongEntries(String tensor, BiConsumer<String, byte[]> files) {
    files.accept(tensor + " gone", edited(all -> all.remove(tensor)));
    for (String type : new String[] {"F32", "f64", "I64", "", "BF16"}) {
      files.accept(tensor + " of type " + type, edited(all -> entry(all, tensor).put("dtype", type)));
    }
    for (String key : new String[] {"dtype", "shape", "data_offsets"}) {
      files.accept(tensor + " without " + key, edited(all -> entry(all, tensor).remove(key)));
      for (String wrong : new String[] {"null", "\"x\"", "{}", "[]", "[null, null]", "[1e300, 2]", "[1.5, 2]",
          "[\"1\", \"2\"]",
          "[-1, -1]", "[[1], [2]]", "[9223372036854775807, 1]", "[99999999999999999999, 1]"}) {
        files.accept(tensor + " with " + key + " " + wrong, replaced(tensor, key, wrong));
      }
    }
    ArrayNode shape = (ArrayNode) header.path(tensor).path("shape");
    for (long size : new long[] {0, -1, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE}) {
      for (int i = 0; i < shape.size(); i++) {
        ArrayNode other = shape.deepCopy();
        if (other.get(i).asLong() != size) {
          other.remove(i);
          other.insert(i, size);
          files.accept(tensor + " of shape " + other, replaced(tensor, "shape", other.toString()));
        }
      }
    }
    long at = header.path(tensor).path("data_offsets").path(0).asLong();
    long product = OVERFLOWING[0] * OVERFLOWING[1] * Double.BYTES;
    files.accept(
        tensor + " of a size that overflows",
        edited(
            all -> {
              entry(all, tensor).putArray("shape").add(OVERFLOWING[0]).add(OVERFLOWING[1]);
              entry(all, tensor).putArray("data_offsets").add(at).add(at + product);
            }));
    long end = data.length;
    for (long[] offsets :
        new long[][] {{at + 8, at}, {-8, 8}, {end, end + 800}, {at, Long.MAX_VALUE}, {at, at + 1}}) {
      files.accept(
          tensor + " at " + Arrays.toString(offsets),
          replaced(tensor, "data_offsets", Arrays.toString(offsets)));
    }
  }

  /** Files whose header is broken, with what is wrong. */
  void wrongHeaders(BiConsumer<String, byte[]> files) {
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    for (long length :
        new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, json.length - 1, json.length + 1, 1 << 20, 1L << 32}) {
      files.accept("a header of length " + length, bytes(length, json));
    }
    String text = header.toString();
    String first = header.fieldNames().next();
    for (String other :
        new String[] {"", " ", "[]", "null", "5", "\"x\"", "{", text + "}", text + text, "x" + text, text.substring(1),
            text.replaceFirst("\\{", "{\"" + first + "\":" + header.get(first) + ","), text.replace(":", ";"),
            text.replace("\"", "'"), "{\"a\":" + "[".repeat(50_000), "[".repeat(50_000) + "]".repeat(50_000),
            text.replace("F64", "F64\u0001"), "{\"x\":" + "9".repeat(50_000) + "}", " ".repeat(2 << 20)}) {
      files.accept("header " + other.substring(0, Math.min(30, other.length())), bytes(other));
    }
    files.accept("a header in UTF-16", bytes(2L * text.length(), text.getBytes(StandardCharsets.UTF_16LE)));
  }

  private byte[] replaced(String tensor, String key, String value) {
    return edited(
        all -> {
          try {
            entry(all, tensor).set(key, JSON.readTree(value));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static ObjectNode entry(ObjectNode all, String tensor) {
    return (ObjectNode) all.get(tensor);
  }
}
