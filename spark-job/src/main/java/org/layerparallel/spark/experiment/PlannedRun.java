package org.layerparallel.spark.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A training that belongs to an experiment.
 *
 * @param id unique among the experiment's, and a file name
 * @param factors what the experiment varies: a value for each factor, for tables
 * @param settings the single settings that make it so, {@code key=value} each
 */
record PlannedRun(String id, Map<String, String> factors, List<String> settings) {

  PlannedRun {
    if (!id.matches("[A-Za-z0-9][A-Za-z0-9.+-]*")) {
      throw new IllegalArgumentException("id=" + id + ", must be a file name of letters, digits, '.', '+' and '-'");
    }
    // In their order, which is that of the columns of tables.
    factors = Collections.unmodifiableMap(new LinkedHashMap<>(factors));
    settings = List.copyOf(settings);
  }

  /** This run with one more factor, which is part of its id. */
  PlannedRun with(String factor, String value, String... more) {
    Map<String, String> all = new LinkedHashMap<>(factors);
    all.put(factor, value);
    return new PlannedRun(
        id + "-" + value,
        all,
        Stream.concat(settings.stream(), Stream.of(more)).collect(Collectors.toList()));
  }

  /** The value of a factor. */
  String factor(String name) {
    return factors.get(name);
  }
}
