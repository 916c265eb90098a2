package org.layerparallel.benchmark;

import java.util.concurrent.TimeUnit;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.network.Network;
import org.layerparallel.network.ResidualLayer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One residual layer on a block, tile after tile, on one thread. As in the sweeps, a state step goes from block to
 * block, while states and slopes that the adjoint needs lie in buffers of a tile.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 800, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 800, timeUnit = TimeUnit.MILLISECONDS)
public class LayerBenchmark {

  @Param({"5", "8", "64", "220", "500"})
  private int width;

  @Param({"1000", "5000"})
  private int examples;

  private Tiling tiling;
  private double h;
  private ResidualLayer layer;
  private double[] theta;
  private double[] gradient;

  /** Blocks, width x examples. */
  private double[] u;

  private double[] out;

  /** Buffers, width x a tile. */
  private double[] next;

  private double[] slope;

  /** Makes what the kernels read. */
  @Setup
  public void prepare() {
    Network network = Blocks.network(width);
    tiling = Tiling.forChannels(width, examples, 0);
    h = network.h();
    layer = new ResidualLayer(network, tiling.tile());
    theta = Blocks.random(network.residualShape().size());
    gradient = new double[theta.length];
    u = Blocks.random(tiling.blockLength(width));
    out = new double[u.length];
    next = new double[width * tiling.tile()];
    slope = Blocks.random(next.length);
  }

  /** The state step. */
  @Benchmark
  public double[] step() {
    for (int t = 0; t < tiling.tiles(); t++) {
      int at = tiling.start(t) * width;
      layer.step(h, theta, 0, u, at, out, at, tiling.size(t));
    }
    return out;
  }

  /** The state step that keeps the slopes. */
  @Benchmark
  public double[] stepWithSlope() {
    for (int t = 0; t < tiling.tiles(); t++) {
      int at = tiling.start(t) * width;
      layer.stepWithSlope(h, theta, 0, u, at, next, 0, slope, 0, tiling.size(t));
    }
    return next;
  }

  /** The adjoint step. */
  @Benchmark
  public double[] adjointStep() {
    for (int t = 0; t < tiling.tiles(); t++) {
      int at = tiling.start(t) * width;
      layer.adjointStep(h, theta, 0, slope, 0, u, at, out, at, tiling.size(t));
    }
    return out;
  }

  /** The gradient by the weights. */
  @Benchmark
  public double[] addGradient() {
    for (int t = 0; t < tiling.tiles(); t++) {
      int at = tiling.start(t) * width;
      layer.addGradient(h, slope, 0, next, 0, u, at, tiling.size(t), gradient, 0);
    }
    return gradient;
  }
}
