package org.layerparallel.spark.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.layerparallel.spark.config.ProgramSettings;
import org.layerparallel.spark.config.Setting;

/**
 * The settings of {@code layer-parallel.conf} that are not about files and commands, as parameters of a stage. Their
 * names are the settings' keys in camel case: {@code network.final-time} is {@code networkFinalTime}. Meaning,
 * default and check are the settings' own.
 */
final class SettingParams implements Serializable {

  private static final long serialVersionUID = 1;

  /** The master is the session's. */
  private static final String MASTER = "execution.master";

  private static final Map<String, Setting> SETTINGS = new LinkedHashMap<>();

  static {
    List<String> sections =
        List.of(
            "network",
            "initial-weights",
            "objective",
            "nested",
            "multigrid",
            "optimizer",
            "execution",
            "checkpoint");
    for (Setting setting : Setting.of(sections)) {
      if (!setting.key().equals(MASTER)) {
        SETTINGS.put(setting.key(), setting);
      }
    }
  }

  /** By key, in the order of the file. */
  private final LinkedHashMap<String, Param<?>> params = new LinkedHashMap<>();

  /** Parameters that belong to {@code stage}; it gets their defaults. */
  SettingParams(Params stage) {
    for (Setting setting : SETTINGS.values()) {
      Param<?> param = param(stage, setting);
      params.put(setting.key(), param);
      setDefault(stage.defaultParamMap(), param, setting.defaultValue());
    }
  }

  /** The setting with a key. */
  static Setting setting(String key) {
    return SETTINGS.get(key);
  }

  /**
   * The parameter of a setting.
   *
   * @throws IllegalArgumentException if none has this key
   */
  Param<?> of(String key) {
    Param<?> param = params.get(key);
    if (param == null) {
      throw new IllegalArgumentException("no setting " + key + ", must be one of " + params.keySet());
    }
    return param;
  }

  /** All of them. */
  List<Param<?>> all() {
    return List.copyOf(params.values());
  }

  /** The values that {@code stage} has. */
  List<ProgramSettings.Given> values(Params stage) {
    List<ProgramSettings.Given> values = new ArrayList<>();
    params.forEach(
        (key, param) -> {
          Object value = stage.getOrDefault(param);
          values.add(new ProgramSettings.Given(SETTINGS.get(key), value, "param " + param.name()));
        });
    return values;
  }

  /** {@code initial-weights.opening-scale} becomes {@code initialWeightsOpeningScale}. */
  static String name(String key) {
    StringBuilder name = new StringBuilder();
    for (String word : key.split("[.-]")) {
      name.append(name.isEmpty() ? word.charAt(0) : Character.toUpperCase(word.charAt(0)));
      name.append(word, 1, word.length());
    }
    return name.toString();
  }

  private static Param<?> param(Params stage, Setting setting) {
    String name = name(setting.key());
    String doc = setting.meaning() + " (" + setting.key() + ")";
    String whole = stage.uid() + " parameter " + name;
    return switch (setting.type()) {
      case INTEGER -> new IntParam(stage, name, doc, new Validator<>(whole, setting));
      case LONG -> new LongParam(stage, name, doc, new Validator<>(whole, setting));
      case NUMBER -> new DoubleParam(stage, name, doc, new Validator<>(whole, setting));
      case FLAG -> new BooleanParam(stage, name, doc);
      case TEXT, HOCON -> new Param<String>(stage, name, doc, new Validator<>(whole, setting));
      case INTEGERS -> new IntArrayParam(stage, name, doc, new Validator<>(whole, setting));
      case NUMBERS -> new DoubleArrayParam(stage, name, doc, new Validator<>(whole, setting));
    };
  }

  @SuppressWarnings("unchecked")
  private static <T> void setDefault(ParamMap defaults, Param<T> param, Object value) {
    defaults.put(param, (T) value);
  }
}
