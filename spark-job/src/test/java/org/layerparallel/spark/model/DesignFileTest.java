package org.layerparallel.spark.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Tanh;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.error.UserError;

class DesignFileTest {

  /** One residual layer of a weight and a bias, then two classes: six weights. */
  private static final Network TINY =
      new Network(1, 1, 2, 1, 1, new Tanh(), BiasKind.SCALAR, OpeningKind.ZERO_EXPANSION);

  private final Configuration hadoop = new Configuration();

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("design.txt");
  }

  @Test
  void holdsOneNumberALine() throws IOException {
    Weights weights = new Weights(new double[0], new double[] {1, -0.5}, new double[] {2, 3e-9, 4, 0.1});
    DesignFile.write(hadoop, file.toString(), weights);
    assertEquals(List.of("1.0", "-0.5", "2.0", "3.0E-9", "4.0", "0.1"), Files.readAllLines(file));
  }

  @Test
  void readsOtherWritersNumbers() throws IOException {
    Files.writeString(file, " 1\r\n-5.00000000000000e-01\n+2\n3e-9\n\n4\n.1");
    Weights weights = DesignFile.read(hadoop, file.toString(), TINY);
    assertArrayEquals(new double[] {1, -0.5}, weights.residual());
    assertArrayEquals(new double[] {2, 3e-9, 4, 0.1}, weights.classification());
  }

  @Test
  void givesBackEveryBit() {
    Network network = new Network(2, 4, 3, 7, 1, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE);
    long seed = 3;
    SplittableRandom random = new SplittableRandom(seed);
    double[] design = new double[(int) network.weightCount()];
    for (int i = 0; i < design.length; i++) {
      double any = Double.longBitsToDouble(random.nextLong());
      design[i] = Double.isFinite(any) ? any : -0.0;
    }
    DesignFile.write(hadoop, file.toString(), Weights.fromDesign(network, design));
    double[] read = DesignFile.read(hadoop, file.toString(), network).toDesign();
    for (int i = 0; i < design.length; i++) {
      assertEquals(
          Double.doubleToRawLongBits(design[i]), Double.doubleToRawLongBits(read[i]), "weight " + i + ", seed " + seed);
    }
  }

  @Test
  void namesWhatIsWrong() throws IOException {
    refused("1\n2\n\n3,5\n", ", line 4: '3,5' is not a number, must be one finite decimal number");
    refused("1\n2 3\n", ", line 2: '2 3' is not a number, must be one finite decimal number");
    refused("NaN\n", ", line 1: 'NaN' is not finite, must be one finite decimal number");
    String counts = " numbers, the network has 6 weights; set the network's sizes to those the file was written with";
    refused("1\n2\n3\n4\n5\n", ": holds 5" + counts);
    refused("1\n2\n3\n4\n5\n6\n7\n", ": holds 7" + counts);
    refused("", ": holds 0" + counts);
    Files.delete(file);
    assertEquals(
        file + ": no such file; check the path",
        assertThrows(UserError.class, () -> DesignFile.read(hadoop, file.toString(), TINY)).getMessage());
  }

  private void refused(String content, String message) throws IOException {
    Files.writeString(file, content);
    UserError error =
        assertThrows(UserError.class, () -> DesignFile.read(hadoop, file.toString(), TINY), content);
    assertEquals(file + message, error.getMessage());
  }
}
