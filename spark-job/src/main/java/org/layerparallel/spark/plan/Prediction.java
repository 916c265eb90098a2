package org.layerparallel.spark.plan;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What an iteration takes.
 *
 * @param seconds of all of it
 * @param jobs of Spark
 * @param parts seconds by what they go into, on the way through the iteration that takes longest; their sum is
 *     {@code seconds}
 */
public record Prediction(double seconds, int jobs, Map<Part, Double> parts) {

  public Prediction {
    parts = Collections.unmodifiableMap(new EnumMap<>(parts));
  }

  /** What it spends most of its time with. */
  public Part limit() {
    return Collections.max(parts.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  /** Seconds of what the driver alone does, however many executors there are. */
  public double ofDriver() {
    return parts.entrySet().stream()
        .filter(entry -> entry.getKey().ofDriver())
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** The same {@code times} over. */
  Prediction times(int times) {
    Map<Part, Double> all = new EnumMap<>(Part.class);
    parts.forEach((part, spent) -> all.put(part, times * spent));
    return new Prediction(times * seconds, times * jobs, all);
  }
}
