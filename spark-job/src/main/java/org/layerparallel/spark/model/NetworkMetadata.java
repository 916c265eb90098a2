package org.layerparallel.spark.model;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.layerparallel.network.Activation;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Relu;
import org.layerparallel.network.SmoothedRelu;
import org.layerparallel.network.Tanh;
import org.layerparallel.spark.io.Numbers;

/** A network as strings by name, as model files tell it; docs/model-format.md lists them. */
public final class NetworkMetadata {

  static final String FORMAT = "layer-parallel";
  static final String VERSION = "1";

  private NetworkMetadata() {}

  /** All fields of {@code network}, in their order. */
  public static Map<String, String> of(Network network) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("format", FORMAT);
    fields.put("version", VERSION);
    fields.put("features", Integer.toString(network.features()));
    fields.put("width", Integer.toString(network.width()));
    fields.put("classes", Integer.toString(network.classes()));
    fields.put("layers", Integer.toString(network.layers()));
    fields.put("final_time", Double.toString(network.finalTime()));
    fields.put("activation", name(network.activation()));
    if (network.activation() instanceof SmoothedRelu smoothed) {
      fields.put("eta", Double.toString(smoothed.eta()));
    }
    fields.put("bias", name(network.bias()));
    fields.put("opening", name(network.opening()));
    return fields;
  }

  /**
   * The inverse of {@link #of}.
   *
   * @throws IllegalArgumentException if a field is missing, unknown or not allowed
   */
  public static Network network(Map<String, String> metadata) {
    Map<String, String> fields = new TreeMap<>(metadata);
    requireValue(fields, "format", FORMAT);
    requireValue(fields, "version", VERSION);
    Network network =
        new Network(
            take(fields, "features", "an integer", Integer::valueOf),
            take(fields, "width", "an integer", Integer::valueOf),
            take(fields, "classes", "an integer", Integer::valueOf),
            take(fields, "layers", "an integer", Integer::valueOf),
            take(fields, "final_time", "a number", Numbers::finite),
            activation(fields),
            constant(fields, "bias", BiasKind.values()),
            constant(fields, "opening", OpeningKind.values()));
    if (!fields.isEmpty()) {
      throw new IllegalArgumentException("metadata has the unknown entries " + fields.keySet());
    }
    return network;
  }

  private static String name(Activation activation) {
    if (activation instanceof SmoothedRelu) {
      return "smoothed-relu";
    }
    return activation instanceof Relu ? "relu" : "tanh";
  }

  private static Activation activation(Map<String, String> fields) {
    String name = take(fields, "activation", "a name", text -> text);
    return switch (name) {
      case "smoothed-relu" -> new SmoothedRelu(take(fields, "eta", "a number", Numbers::finite));
      case "relu" -> new Relu();
      case "tanh" -> new Tanh();
      default -> throw wrong("activation", name, "smoothed-relu, relu or tanh");
    };
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> E constant(Map<String, String> fields, String key, E[] allowed) {
    String text = take(fields, key, "a name", name -> name);
    StringBuilder names = new StringBuilder();
    for (E candidate : allowed) {
      if (name(candidate).equals(text)) {
        return candidate;
      }
      names.append(names.isEmpty() ? "" : " or ").append(name(candidate));
    }
    throw wrong(key, text, names.toString());
  }

  private static void requireValue(Map<String, String> fields, String key, String value) {
    String found = take(fields, key, value, text -> text);
    if (!found.equals(value)) {
      throw wrong(key, found, value);
    }
  }

  private static <T> T take(Map<String, String> fields, String key, String kind, Function<String, T> parser) {
    String text = fields.remove(key);
    if (text == null) {
      throw new IllegalArgumentException("metadata has no entry '" + key + "', must be " + kind);
    }
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("metadata has " + key + "=" + text + ", must be " + kind, e);
    }
  }

  private static IllegalArgumentException wrong(String key, String value, String allowed) {
    return new IllegalArgumentException("metadata has " + key + "=" + value + ", must be " + allowed);
  }
}
