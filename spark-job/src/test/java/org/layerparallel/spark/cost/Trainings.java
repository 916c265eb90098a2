package org.layerparallel.spark.cost;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.spark.config.DataShape;
import org.layerparallel.spark.config.SettingsReader;
import org.layerparallel.train.TrainingSettings;

/** Trainings to count the work of. */
final class Trainings {

  static final int TRAINING = 5000;
  static final int VALIDATION = 1000;

  private Trainings() {}

  /** The default settings, with others over them, for the peaks problem. */
  static TrainingSettings of(String... settings) {
    return new SettingsReader(new Configuration(false))
        .read(Optional.empty(), List.of(settings))
        .training()
        .on(new DataShape(2, 5));
  }

  /** One level of so many layers. */
  static TrainingSettings ofLayers(int layers, String... more) {
    String[] all = Arrays.copyOf(more, more.length + 2);
    all[more.length] = "network.layers=" + layers;
    all[more.length + 1] = "nested.iterations=[10]";
    return of(all);
  }

  /** The work of an iteration on the first level. */
  static IterationWork work(TrainingSettings settings) {
    return IterationWork.of(
        settings.networkAt(0), settings, settings.levels().get(0), TRAINING, VALIDATION);
  }
}
