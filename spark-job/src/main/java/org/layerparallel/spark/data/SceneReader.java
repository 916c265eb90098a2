package org.layerparallel.spark.data;

import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.spark.error.UserError;

/** Reads hyperspectral scenes from MAT 5 files. */
public final class SceneReader {

  private static final String IF_MISSING = "check the path; data/fetch-indian-pines.sh fetches the Indian Pines scene";

  private SceneReader() {}

  /**
   * Reads a scene and checks all of it.
   *
   * @throws UserError if a file is missing or damaged, an array is not there or there are several that may be meant,
   *     the shapes do not match, a value is not finite, or the ground truth is not 0 for background and 1, 2, ... for
   *     two classes or more, none of them empty
   */
  public static Scene read(Configuration hadoop, SceneFiles files) {
    MatArray cube =
        MatArrays.read(
            hadoop,
            files.cube(),
            IF_MISSING,
            new MatArrays.Sought("3-D array", files.cubeKey(), "cube-key", SceneReader::isCube));
    requireFinite(files.cube(), cube);
    int rows = cube.dimensions()[0];
    int columns = cube.dimensions()[1];
    MatArray groundTruth =
        MatArrays.read(
            hadoop,
            files.groundTruth(),
            IF_MISSING,
            new MatArrays.Sought(
                "array of the cube's " + rows + " x " + columns + " pixels",
                files.groundTruthKey(),
                "ground-truth-key",
                shape -> Arrays.equals(shape, new int[] {rows, columns})));
    Scene scene = new Scene(cube, groundTruth, labels(files.groundTruth(), groundTruth));
    requireClasses(files.groundTruth(), scene);
    return scene;
  }

  private static boolean isCube(int[] shape) {
    return shape.length == 3 && Arrays.stream(shape).allMatch(extent -> extent >= 1);
  }

  private static void requireFinite(String path, MatArray cube) {
    if (!cube.isFloatingPoint()) {
      return;
    }
    int rows = cube.dimensions()[0];
    int columns = cube.dimensions()[1];
    for (int i = 0; i < cube.values().getNumElements(); i++) {
      double value = cube.values().getDouble(i);
      if (!Double.isFinite(value)) {
        String place = place(i % rows, i / rows % columns) + ", band " + (i / rows / columns + 1);
        throw new UserError(path + ": " + place + " is " + value + ", must be finite; mend or mask the scene");
      }
    }
  }

  private static int[] labels(String path, MatArray groundTruth) {
    int rows = groundTruth.dimensions()[0];
    int columns = groundTruth.dimensions()[1];
    int[] labels = new int[rows * columns];
    for (int i = 0; i < labels.length; i++) {
      double value = groundTruth.values().getDouble(i);
      int label = (int) value;
      if (label != value || label < 0) {
        throw new UserError(
            path + ": " + place(i % rows, i / rows) + " is " + value
                + ", must be a class, 1, 2, ..., or 0 where none is known; give another ground truth");
      }
      labels[i % rows * columns + i / rows] = label;
    }
    return labels;
  }

  private static void requireClasses(String path, Scene scene) {
    // A large label with nothing below it must not become an array of that length.
    int labelled = scene.labelledPixels().length;
    if (scene.classes() < 2 || scene.classes() > labelled) {
      throw new UserError(
          path + ": the largest class is " + scene.classes() + " with " + labelled
              + " labelled pixels, must be at least 2 and each have a pixel; give another ground truth");
    }
    int[] counts = scene.pixelsByClass();
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] == 0) {
        throw new UserError(
            path + ": class " + (c + 1) + " of " + counts.length
                + " has no pixel, must have one at least; number the classes without a gap");
      }
    }
  }

  private static String place(int row, int column) {
    return "row " + (row + 1) + ", column " + (column + 1);
  }
}
