package org.layerparallel.spark.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import org.layerparallel.spark.data.Scene;
import org.layerparallel.spark.data.SceneFiles;
import org.layerparallel.spark.data.SceneReader;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.HadoopSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** What the files of a scene hold. */
@Command(
    name = "scene",
    description = "Shows what the MAT files of a hyperspectral scene hold, and checks that they fit each other.")
final class SceneCommand extends ResultCommand {

  @Option(
      names = "--cube",
      paramLabel = "FILE",
      required = true,
      description = "File with the cube, rows x columns x bands, local or on any Hadoop file system.")
  private String cube;

  @Option(
      names = "--cube-key",
      paramLabel = "NAME",
      description = "The cube's name in it; default the one 3-D array.")
  private String cubeKey = "";

  @Option(
      names = "--ground-truth",
      paramLabel = "FILE",
      required = true,
      description = "File with the classes, rows x columns, 0 where none is known.")
  private String groundTruth;

  @Option(
      names = "--ground-truth-key",
      paramLabel = "NAME",
      description = "Their name in it; default the one array of the cube's rows and columns.")
  private String groundTruthKey = "";

  @Option(
      names = "--shape",
      paramLabel = "RxCxB",
      description = "Rows, columns and bands the cube must have, such as 145x145x200.")
  private Optional<String> shape = Optional.empty();

  @Option(names = "--classes", paramLabel = "K", description = "Number of classes there must be.")
  private Optional<Integer> classes = Optional.empty();

  SceneCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() {
    Scene scene =
        SceneReader.read(
            HadoopSettings.read(), new SceneFiles(cube, cubeKey, groundTruth, groundTruthKey));
    requireExpected(scene);
    double least = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (int pixel = 0; pixel < scene.pixels(); pixel++) {
      for (int band = 0; band < scene.bands(); band++) {
        double value = scene.value(pixel, band);
        least = Math.min(least, value);
        largest = Math.max(largest, value);
      }
    }
    out.printf(
        Locale.ROOT, "cube          %s: %s, values %s to %s%n",
        cube, scene.describeCube(), plain(least), plain(largest));
    out.printf(
        Locale.ROOT, "ground truth  %s: %s, %d of %d pixels in %d classes%n%n",
        groundTruth, scene.describeGroundTruth(), scene.labelledPixels().length, scene.pixels(), scene.classes());
    out.println("class  pixels");
    int[] counts = scene.pixelsByClass();
    for (int c = 0; c < counts.length; c++) {
      out.printf(Locale.ROOT, "%5d  %6d%n", c + 1, counts[c]);
    }
    return ExitCode.OK;
  }

  private void requireExpected(Scene scene) {
    String found = scene.rows() + "x" + scene.columns() + "x" + scene.bands();
    if (!shape.orElse(found).equals(found)) {
      throw new UserError(cube + ": is " + found + ", must be " + shape.get() + " (--shape)");
    }
    if (!classes.orElse(scene.classes()).equals(scene.classes())) {
      throw new UserError(
          groundTruth + ": has " + scene.classes() + " classes, must have " + classes.get() + " (--classes)");
    }
  }

  /** Whole numbers without a fraction. */
  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
