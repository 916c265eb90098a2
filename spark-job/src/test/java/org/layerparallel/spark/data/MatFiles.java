package org.layerparallel.spark.data;

import java.io.IOException;
import java.nio.file.Path;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

/** Writes MAT 5 files for tests. */
final class MatFiles {

  private MatFiles() {}

  /** A value of an array at each index, the first dimension fastest. */
  interface Values {
    double at(int index);
  }

  /** An array of a type and shape. */
  static Matrix array(MatlabType type, Values values, int... dimensions) {
    Matrix array = Mat5.newMatrix(dimensions, type);
    for (int i = 0; i < array.getNumElements(); i++) {
      array.setDouble(i, values.at(i));
    }
    return array;
  }

  /** Writes {@code file} with arrays, named in turn by {@code names}. */
  static Path write(Path file, String names, Array... arrays) throws IOException {
    Mat5File content = Mat5.newMatFile();
    String[] all = names.split(" ");
    for (int i = 0; i < all.length; i++) {
      content.addArray(all[i], arrays[i]);
    }
    Mat5.writeToFile(content, file.toFile());
    return file;
  }
}
