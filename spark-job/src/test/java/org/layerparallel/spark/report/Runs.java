package org.layerparallel.spark.report;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.spark.config.DataShape;
import org.layerparallel.spark.config.SettingsReader;
import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.TrainingSettings;

/** Runs made up for the tests of reports. */
final class Runs {

  private Runs() {}

  /** Settings with {@code iterations} on 16, 32, ... layers. */
  static TrainingSettings settings(String iterations) {
    return new SettingsReader(new Configuration(false))
        .read(java.util.Optional.empty(), List.of("nested.iterations=" + iterations))
        .training()
        .on(new DataShape(2, 5));
  }

  /** An iteration with plausible figures. */
  static IterationRecord record(int level, int iteration, double validationAccuracy) {
    return new IterationRecord(
        level,
        16 << level,
        iteration,
        4.31536497e-16,
        1.55341768e-17,
        1.20201540065139,
        1.20201254354729,
        2.41106387657504e-1,
        0.25,
        2,
        Math.min(1, validationAccuracy + 0.01),
        validationAccuracy,
        6,
        2,
        5);
  }

  /** A nested run: an iteration takes a hundredth of a second for each 16 layers. */
  static List<TimedIteration> nested(int... iterations) {
    List<TimedIteration> run = new ArrayList<>();
    double seconds = 0;
    double accuracy = 0.2;
    for (int level = 0; level < iterations.length; level++) {
      accuracy -= level == 0 ? 0 : 0.06;
      for (int i = 0; i < iterations[level]; i++) {
        seconds += 0.01 * (1 << level);
        accuracy += (0.96 - accuracy) * 0.03 + 0.008 * Math.sin(1.7 * i);
        run.add(new TimedIteration(record(level, i, accuracy), seconds));
      }
    }
    return run;
  }
}
