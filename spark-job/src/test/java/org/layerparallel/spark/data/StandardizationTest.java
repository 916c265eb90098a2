package org.layerparallel.spark.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.network.Examples;
import us.hebi.matlab.mat.types.MatlabType;

class StandardizationTest {

  @TempDir private Path directory;

  @Test
  void trainingPixelsHaveMeanZeroAndDeviationOne() throws IOException {
    Scene scene = SmallScene.read(directory);
    int[] pixels = PixelDraw.draw(scene, 60, 0, Sampling.STRATIFIED, 1).training();
    Examples examples = Standardization.fit(scene, pixels).examples(scene, pixels);
    assertEquals(60, examples.count());
    assertEquals(SmallScene.BANDS, examples.featureCount());
    for (int band = 0; band < SmallScene.BANDS; band++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < 60; i++) {
        double value = examples.features()[i * SmallScene.BANDS + band];
        sum += value;
        squares += value * value;
      }
      assertEquals(0, sum / 60, 1e-14, "mean of band " + band);
      assertEquals(band == SmallScene.BANDS - 1 ? 0 : 1, squares / 60, 1e-14, "variance of band " + band);
    }
    for (int i = 0; i < 60; i++) {
      assertEquals(scene.label(pixels[i]) - 1, examples.labels()[i]);
    }
  }

  @Test
  void onlyTheFittedPixelsCount() throws IOException {
    // Two bands of four pixels in a row: 1, 3 and 5, 100; 0.1 thrice, then 9.
    double[] values = {1, 3, 5, 100, 0.1, 0.1, 0.1, 9};
    Path cube =
        MatFiles.write(
            directory.resolve("c.mat"), "c", MatFiles.array(MatlabType.Double, i -> values[i], 1, 4, 2));
    Path truth =
        MatFiles.write(
            directory.resolve("t.mat"), "t", MatFiles.array(MatlabType.UInt8, i -> 1 + i % 2, 1, 4));
    Scene scene =
        SceneReader.read(new Configuration(), new SceneFiles(cube.toString(), "", truth.toString(), ""));
    Standardization fitted = Standardization.fit(scene, new int[] {0, 1, 2});
    double deviation = Math.sqrt(8.0 / 3);
    assertArrayEquals(new double[] {3, 0.1}, fitted.mean(), 1e-15);
    assertNotEquals(0.1, fitted.mean()[1], "the mean is expected to round");
    double[] features = new double[3];
    fitted.apply(scene, 3, features, 1);
    assertArrayEquals(new double[] {0, 97 / deviation, 0}, features, 1e-13);
  }

  @Test
  void whatIsWrittenIsReadToTheBit() throws IOException {
    Standardization written = new Standardization(new double[] {0.1 + 0.2, -1e300}, new double[] {1 / 3.0, 0});
    Path file = directory.resolve("standardization.csv");
    try (OutputStream out = Files.newOutputStream(file)) {
      written.write(out);
    }
    Standardization read = Standardization.read(new Configuration(), file.toString());
    assertArrayEquals(written.mean(), read.mean());
    assertArrayEquals(written.factor(), read.factor());
    Examples examples = new Examples(new double[] {1, 2, 3, 4}, new int[2], 2);
    new Standardization(new double[] {1, 2}, new double[] {2, 10}).apply(examples);
    assertArrayEquals(new double[] {0, 0, 4, 20}, examples.features());
  }
}
