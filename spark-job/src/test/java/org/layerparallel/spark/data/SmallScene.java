package org.layerparallel.spark.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import us.hebi.matlab.mat.types.MatlabType;

/**
 * A scene of a few hundred pixels in two MAT files: three classes side by side, cut by rows of background, and
 * spectra of six bands that differ by class; the last band is constant.
 */
public final class SmallScene {

  /** Pixels down. */
  public static final int ROWS = 18;

  /** Pixels across. */
  public static final int COLUMNS = 24;

  /** Numbers of a spectrum. */
  public static final int BANDS = 6;

  /** Pixels of each class. */
  public static final int[] PIXELS = {4 * 12, 8 * 12, 12 * 12};

  private SmallScene() {}

  /** The class of a pixel, 0 for background. */
  public static int label(int row, int column) {
    return row % 3 == 2 ? 0 : column < 4 ? 1 : column < 12 ? 2 : 3;
  }

  /** Writes the cube. */
  public static Path writeCube(Path directory) throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    return MatFiles.write(
        directory.resolve("cube.mat"),
        "radiance",
        MatFiles.array(
            MatlabType.UInt16,
            i -> {
              int row = i % ROWS;
              int column = i / ROWS % COLUMNS;
              int band = i / ROWS / COLUMNS;
              int kind = column < 4 ? 1 : column < 12 ? 2 : 3;
              return band == BANDS - 1
                  ? 7
                  : 1000 * band + 300 * (kind * (band + 1) % 4) + random.nextInt(200) + row % 2;
            },
            ROWS,
            COLUMNS,
            BANDS));
  }

  /** Writes the ground truth. */
  public static Path writeGroundTruth(Path directory) throws IOException {
    return MatFiles.write(
        directory.resolve("truth.mat"),
        "classes",
        MatFiles.array(MatlabType.UInt8, i -> label(i % ROWS, i / ROWS), ROWS, COLUMNS));
  }

  /** The scene, written to a directory and read. */
  static Scene read(Path directory) throws IOException {
    return SceneReader.read(
        new Configuration(),
        new SceneFiles(writeCube(directory).toString(), "", writeGroundTruth(directory).toString(), ""));
  }
}
