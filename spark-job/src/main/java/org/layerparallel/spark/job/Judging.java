package org.layerparallel.spark.job;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.layerparallel.linalg.Workers;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Prediction;
import org.layerparallel.spark.config.DataSettings;
import org.layerparallel.spark.data.Scene;
import org.layerparallel.spark.report.ClassReport;
import org.layerparallel.spark.report.Classes;
import org.layerparallel.spark.report.Confusion;
import org.layerparallel.spark.report.LandCover;
import org.layerparallel.train.TrainingResult;

/**
 * What a trained network makes of the data.
 *
 * @param classes how it does on each class
 * @param landCover a map of the scene, if the data are one
 */
record Judging(ClassReport classes, Optional<LandCover> landCover) {

  /** Has all examples predicted, and all pixels of a scene. */
  static Judging of(TrainingResult result, LoadedData data, DataSettings settings, Workers workers) {
    Prediction prediction = new Prediction(result.network(), result.weights());
    Optional<LandCover> map = data.scene().map(scene -> map(scene, prediction, workers));
    ClassReport report =
        new ClassReport(
            classes(data, settings),
            confusion(data.training(), data, prediction, workers),
            Optional.of(data.validation())
                .filter(examples -> examples.count() > 0)
                .map(examples -> confusion(examples, data, prediction, workers)),
            map.flatMap(cover -> others(cover, data)));
    return new Judging(report, map);
  }

  private static Classes classes(LoadedData data, DataSettings settings) {
    // A scene's classes are counted from 1 in its file, as 0 is the background there.
    return settings instanceof DataSettings.Scene scene
        ? new Classes(data.shape().classes(), 1, scene.classNames())
        : new Classes(data.shape().classes(), 0, List.of());
  }

  private static Confusion confusion(
      Examples examples, LoadedData data, Prediction prediction, Workers workers) {
    return Confusion.of(
        examples.labels(), prediction.classes(examples, workers), data.shape().classes());
  }

  private static LandCover map(LoadedScene loaded, Prediction prediction, Workers workers) {
    Scene scene = loaded.scene();
    int[] predicted =
        prediction.classes(
            scene.pixels(),
            (pixel, features) -> loaded.standardization().apply(scene, pixel, features, 0),
            workers);
    int[] truth = new int[scene.pixels()];
    Arrays.setAll(truth, scene::label);
    return new LandCover(
        scene.rows(), scene.columns(), truth, Arrays.stream(predicted).map(c -> c + 1).toArray());
  }

  private static Optional<Confusion> others(LandCover cover, LoadedData data) {
    Set<Integer> trained = new HashSet<>();
    LoadedScene loaded = data.scene().orElseThrow();
    Arrays.stream(loaded.draw().training()).forEach(trained::add);
    int[] others = Arrays.stream(loaded.scene().labelledPixels()).filter(p -> !trained.contains(p)).toArray();
    return Optional.of(others)
        .filter(pixels -> pixels.length > 0)
        .map(
            pixels ->
                Confusion.of(
                    Arrays.stream(pixels).map(p -> cover.truth()[p] - 1).toArray(),
                    Arrays.stream(pixels).map(p -> cover.predicted()[p] - 1).toArray(),
                    data.shape().classes()));
  }
}
