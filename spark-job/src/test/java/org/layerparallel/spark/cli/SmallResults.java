package org.layerparallel.spark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.layerparallel.spark.data.SmallScene;

/**
 * Results of each kind that the notebooks look at, of small networks and few iterations.
 *
 * @param directory laid out as output/ is by the commands' defaults
 * @param groundTruth of the scene
 */
record SmallResults(Path directory, Path groundTruth) {

  private static final String IN_PROCESS = "execution.kind=in-process";

  /** Makes them. */
  static SmallResults make(Path parent) throws IOException {
    SmallResults results = new SmallResults(parent.resolve("output"), SmallScene.writeGroundTruth(parent));
    results.trainings(SmallScene.writeCube(parent));
    results.study("2-F-2", "multigrid.coarsening=[2]");
    results.study("4-F-2", "multigrid.coarsening=[4]");
    results.experiment("peaks-statistics", "--widths", "3", "--seeds", "1");
    String statistics = results.directory.resolve("experiments/peaks-statistics").toString();
    results.experiment("peaks-work-units", "--widths", "3", "--seeds", "1", "--statistics", statistics);
    results.experiment("initialization", "--seeds", "1");
    return results;
  }

  /** The variables by which notebooks find them. */
  Map<String, String> environment() {
    return Map.of(
        "LAYER_PARALLEL_PEAKS", directory.resolve("peaks").toString(),
        "LAYER_PARALLEL_INDIAN_PINES", directory.resolve("indian-pines").toString(),
        "LAYER_PARALLEL_GROUND_TRUTH", groundTruth.toString(),
        "LAYER_PARALLEL_CONVERGENCE", directory.resolve("convergence").toString(),
        "LAYER_PARALLEL_EXPERIMENTS", directory.resolve("experiments").toString());
  }

  private void trainings(Path cube) {
    Command.succeed(Command.small("train", directory.resolve("peaks"), IN_PROCESS));
    Command.succeed(
        Command.small(
            "train",
            directory.resolve("indian-pines"),
            IN_PROCESS,
            "data.kind=scene",
            "data.scene.cube=" + cube,
            "data.scene.ground-truth=" + groundTruth,
            "data.scene.training=60",
            "data.scene.validation=30",
            "network.width=8"));
  }

  private void study(String name, String coarsening) {
    Command.succeed(
        Command.small(
            "convergence",
            directory.resolve("convergence").resolve(name),
            IN_PROCESS,
            coarsening,
            "network.layers=16",
            "multigrid.cf-relaxations=[0]"));
  }

  private void experiment(String name, String... options) {
    List<String> line = new ArrayList<>(List.of("experiment", name, "--quick", "--master", "local[2]"));
    line.addAll(List.of("--set", "data.peaks.training=50", "--set", "data.peaks.validation=20"));
    line.addAll(List.of("--set", "progress.kind=none"));
    line.addAll(List.of("--output", directory.resolve("experiments").resolve(name).toString()));
    line.addAll(List.of(options));
    Command.succeed(line.toArray(String[]::new));
  }
}
