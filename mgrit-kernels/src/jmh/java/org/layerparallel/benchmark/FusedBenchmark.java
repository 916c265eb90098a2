package org.layerparallel.benchmark;

import java.util.Arrays;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.network.Network;
import org.layerparallel.network.ResidualLayer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The state step of a narrow network by {@link FusedStep}, beside {@link LayerBenchmark#step} on the same blocks. */
public class FusedBenchmark extends OneThreadBenchmark {

  @Param({"5", "8"})
  private int width;

  @Param({"500", "1000", "5000"})
  private int examples;

  private Tiling tiling;
  private FusedStep fused;
  private double h;
  private double[] theta;
  private double[] u;
  private double[] out;

  /** Makes what the kernel reads, and holds it to the layer's own step. */
  @Setup
  public void prepare() {
    Network network = Blocks.network(width);
    tiling = Tiling.forChannels(width, examples, 0);
    fused = new FusedStep(width, tiling.tile(), Blocks.ETA);
    h = network.h();
    theta = Blocks.random(network.residualShape().size());
    u = Blocks.random(tiling.blockLength(width));
    out = new double[u.length];
    double[] expected = new double[u.length];
    ResidualLayer layer = new ResidualLayer(network, tiling.tile());
    for (int t = 0; t < tiling.tiles(); t++) {
      int at = tiling.start(t) * width;
      int length = tiling.size(t) * width;
      double[] tile = Arrays.copyOfRange(u, at, at + length);
      layer.step(h, theta, 0, tile, tile, tiling.size(t));
      System.arraycopy(tile, 0, expected, at, length);
    }
    fusedStep();
    for (int i = 0; i < u.length; i++) {
      if (!(Math.abs(out[i] - expected[i]) <= 1e-13)) {
        throw new IllegalStateException("entry " + i + " is " + out[i] + ", must be " + expected[i]);
      }
    }
  }

  /** The state step. */
  @Benchmark
  public double[] fusedStep() {
    for (int t = 0; t < tiling.tiles(); t++) {
      int at = tiling.start(t) * width;
      fused.step(h, theta, 0, u, at, out, at, tiling.size(t));
    }
    return out;
  }
}
