package org.layerparallel.spark.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.layerparallel.network.Network;

/**
 * The JSON header of a safetensors file: for each tensor its type, shape and place, and the network as
 * {@code __metadata__}.
 *
 * @param network the architecture
 * @param tensors in the order of their data, which follow each other without gaps from the end of the header on
 */
record ModelHeader(Network network, List<Tensor> tensors) {

  private static final String METADATA = "__metadata__";
  private static final String TYPE = "F64";
  private static final int ALIGNMENT = 8;

  /** The header of a file of {@code network}. */
  static ModelHeader of(Network network) {
    return new ModelHeader(network, Tensor.of(network));
  }

  /** Number of bytes of all tensors. */
  long dataBytes() {
    return tensors.stream().mapToLong(Tensor::bytes).reduce(0, Math::addExact);
  }

  /** The header as JSON, padded with blanks so that the data behind it are aligned. */
  byte[] toBytes() {
    ObjectNode root = StrictJson.object();
    ObjectNode metadata = root.putObject(METADATA);
    NetworkMetadata.of(network).forEach(metadata::put);
    long at = 0;
    for (Tensor tensor : tensors) {
      ObjectNode entry = root.putObject(tensor.name());
      entry.put("dtype", TYPE);
      var shape = entry.putArray("shape");
      tensor.shape().forEach(shape::add);
      entry.putArray("data_offsets").add(at).add(at + tensor.bytes());
      at += tensor.bytes();
    }
    String json = root.toString();
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    return (json + " ".repeat(Math.floorMod(-length, ALIGNMENT))).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a header.
   *
   * @param dataLength bytes behind the header, which its tensors must fill exactly
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static ModelHeader parse(byte[] bytes, long dataLength) {
    JsonNode root = json(bytes);
    Network network = NetworkMetadata.network(metadata(root));
    ModelHeader expected = of(network);
    requireDataLength(expected, dataLength);
    List<Tensor> ordered = new ArrayList<>(expected.tensors);
    // The files of other writers may hold the tensors in another order.
    ordered.sort(Comparator.comparingLong(tensor -> offset(tensor, entry(root, tensor), 0)));
    long at = 0;
    for (Tensor tensor : ordered) {
      requireEntry(tensor, entry(root, tensor), at);
      at += tensor.bytes();
    }
    if (root.size() != ordered.size() + 1) {
      throw new IllegalArgumentException("holds tensors that its network does not have, " + names(root));
    }
    return new ModelHeader(network, ordered);
  }

  private static JsonNode json(byte[] bytes) {
    try {
      JsonNode root = StrictJson.read(bytes);
      if (root == null || !root.isObject()) {
        throw new IllegalArgumentException("its header is not a JSON object");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("its header is not JSON: " + e.getOriginalMessage(), e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("its header is not UTF-8", e);
    }
  }

  private static Map<String, String> metadata(JsonNode root) {
    JsonNode metadata = root.path(METADATA);
    if (!metadata.isObject()) {
      throw new IllegalArgumentException("has no " + METADATA + " object, which tells the network");
    }
    Map<String, String> entries = new TreeMap<>();
    metadata.properties().forEach(field -> {
      if (!field.getValue().isTextual()) {
        throw new IllegalArgumentException(
            "metadata has " + field.getKey() + "=" + field.getValue() + ", must be a string");
      }
      entries.put(field.getKey(), field.getValue().textValue());
    });
    return entries;
  }

  private static void requireDataLength(ModelHeader expected, long dataLength) {
    long needed;
    try {
      needed = expected.dataBytes();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("its metadata tells a network larger than any file", e);
    }
    if (needed != dataLength) {
      throw new IllegalArgumentException("holds " + dataLength + " bytes of weights, its network has " + needed);
    }
  }

  private static JsonNode entry(JsonNode root, Tensor tensor) {
    JsonNode entry = root.path(tensor.name());
    if (!entry.isObject()) {
      throw new IllegalArgumentException("has no tensor " + tensor.name());
    }
    return entry;
  }

  private static void requireEntry(Tensor tensor, JsonNode entry, long at) {
    String name = tensor.name();
    String type = entry.path("dtype").asText("none");
    if (!TYPE.equals(type)) {
      throw new IllegalArgumentException(name + " has dtype " + type + ", must be " + TYPE);
    }
    List<Long> shape = new ArrayList<>();
    for (JsonNode size : entry.path("shape")) {
      shape.add(size.isIntegralNumber() && size.canConvertToLong() ? size.longValue() : -1);
    }
    if (!shape.equals(tensor.shape())) {
      throw new IllegalArgumentException(
          name + " has shape " + entry.path("shape") + ", must be " + tensor.shape() + " by its metadata");
    }
    if (offset(tensor, entry, 0) != at || offset(tensor, entry, 1) != at + tensor.bytes()) {
      throw new IllegalArgumentException(
          name + " has data_offsets " + entry.path("data_offsets") + ", must be [" + at + "," + (at + tensor.bytes())
              + "]: tensors follow each other without gap or overlap");
    }
    if (entry.size() != 3) {
      throw new IllegalArgumentException(name + " has entries besides dtype, shape and data_offsets");
    }
  }

  private static long offset(Tensor tensor, JsonNode entry, int end) {
    JsonNode offsets = entry.path("data_offsets");
    JsonNode value = offsets.path(end);
    if (offsets.size() != 2 || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException(
          tensor.name() + " has data_offsets " + offsets + ", must be two integers");
    }
    return value.longValue();
  }

  private static String names(JsonNode root) {
    List<String> names = new ArrayList<>();
    for (Iterator<String> all = root.fieldNames(); all.hasNext(); ) {
      names.add(all.next());
    }
    names.remove(METADATA);
    return names.toString();
  }
}
