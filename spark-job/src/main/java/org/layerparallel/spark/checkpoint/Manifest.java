package org.layerparallel.spark.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.layerparallel.spark.model.StrictJson;
import org.layerparallel.train.StopReason;

/**
 * What a checkpoint is of.
 *
 * @param level nested level
 * @param iteration number within it, from 0, whose gradient is known
 * @param ended why the levels before ended
 * @param identity of the training
 * @param layers files of the weight blocks, in the order of the layers, without gap
 */
record Manifest(
    int level, int iteration, List<StopReason> ended, TrainingIdentity identity, List<LayersFile> layers) {

  /** Its file in a checkpoint. */
  static final String NAME = "manifest.json";

  private static final String FORMAT = "layer-parallel checkpoint";
  private static final int VERSION = 2;

  Manifest {
    ended = List.copyOf(ended);
    layers = List.copyOf(layers);
  }

  byte[] toBytes() {
    ObjectNode root = StrictJson.object();
    root.put("format", FORMAT);
    root.put("version", VERSION);
    root.put("level", level);
    root.put("iteration", iteration);
    ArrayNode reasons = root.putArray("ended");
    ended.forEach(reason -> reasons.add(reason.name()));
    ArrayNode files = root.putArray("layers");
    layers.forEach(file -> files.addObject().put("first", file.first()).put("end", file.end()));
    root.put("data", identity.data());
    root.put("blas", identity.blas());
    root.put("settings", identity.settings());
    return (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a manifest.
   *
   * @throws DamagedException if it is none, or of another version
   */
  static Manifest parse(byte[] bytes) throws IOException {
    JsonNode root = json(bytes);
    if (!root.path("format").asText("").equals(FORMAT)) {
      throw new DamagedException(NAME + " is not of a " + FORMAT);
    }
    if (!root.path("version").equals(IntNode.valueOf(VERSION))) {
      throw new DamagedException(
          "has format version " + root.path("version").asText("none") + ", this release reads " + VERSION);
    }
    int level = number(root, "level");
    List<StopReason> ended = ended(root.path("ended"));
    if (ended.size() != level) {
      throw new DamagedException(NAME + " has level " + level + " after " + ended.size() + " that ended");
    }
    TrainingIdentity identity =
        new TrainingIdentity(text(root, "settings"), text(root, "data"), text(root, "blas"));
    return new Manifest(level, number(root, "iteration"), ended, identity, layers(root.path("layers")));
  }

  private static List<StopReason> ended(JsonNode reasons) throws DamagedException {
    List<StopReason> ended = new ArrayList<>();
    for (JsonNode reason : reasons) {
      ended.add(reason(reason.asText("")));
    }
    return ended;
  }

  private static List<LayersFile> layers(JsonNode entries) throws DamagedException {
    List<LayersFile> layers = new ArrayList<>();
    int at = 0;
    for (JsonNode entry : entries) {
      LayersFile file = new LayersFile(number(entry, "first"), number(entry, "end"));
      if (file.first() != at || file.end() <= at) {
        throw new DamagedException(NAME + " leaves out layers");
      }
      layers.add(file);
      at = file.end();
    }
    if (layers.isEmpty()) {
      throw new DamagedException(NAME + " has no layers");
    }
    return layers;
  }

  private static JsonNode json(byte[] bytes) throws IOException {
    try {
      return StrictJson.read(bytes);
    } catch (JsonProcessingException | CharacterCodingException e) {
      throw new DamagedException(NAME + " is not JSON");
    }
  }

  private static StopReason reason(String name) throws DamagedException {
    for (StopReason reason : StopReason.values()) {
      // No level follows one that failed.
      if (reason.name().equals(name) && !reason.failed()) {
        return reason;
      }
    }
    throw new DamagedException(NAME + " has a level that ended for '" + name + "'");
  }

  private static int number(JsonNode object, String key) throws DamagedException {
    JsonNode value = object.path(key);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 0) {
      throw new DamagedException(NAME + " has no " + key);
    }
    return value.asInt();
  }

  private static String text(JsonNode object, String key) throws DamagedException {
    JsonNode value = object.path(key);
    if (!value.isTextual()) {
      throw new DamagedException(NAME + " has no " + key);
    }
    return value.textValue();
  }
}
