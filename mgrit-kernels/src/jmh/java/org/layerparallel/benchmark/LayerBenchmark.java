package org.layerparallel.benchmark;

import java.util.Arrays;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.network.Network;
import org.layerparallel.network.ResidualLayer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** One residual layer on a block, tile after tile, each in arrays of its own as in the sweeps, on one thread. */
public class LayerBenchmark extends OneThreadBenchmark {

  @Param({"5", "8", "64", "220"})
  private int width;

  @Param({"500", "1000", "5000"})
  private int examples;

  private Tiling tiling;
  private double h;
  private ResidualLayer layer;
  private double[] theta;
  private double[] gradient;

  /** Of each tile, width x its examples. */
  private double[][] u;

  private double[][] next;
  private double[][] slope;
  private double[][] lambda;

  /** Makes what the kernels read. */
  @Setup
  public void prepare() {
    Network network = Blocks.network(width);
    tiling = Tiling.forChannels(width, examples, 0);
    h = network.h();
    layer = new ResidualLayer(network, tiling.tile());
    theta = Blocks.random(network.residualShape().size());
    gradient = new double[theta.length];
    u = tiles();
    next = tiles();
    slope = tiles();
    lambda = tiles();
  }

  /** The state step. */
  @Benchmark
  public double[][] step() {
    for (int t = 0; t < u.length; t++) {
      layer.step(h, theta, 0, u[t], next[t], tiling.size(t));
    }
    return next;
  }

  /** The state step that keeps the slopes. */
  @Benchmark
  public double[][] stepWithSlope() {
    for (int t = 0; t < u.length; t++) {
      layer.stepWithSlope(h, theta, 0, u[t], next[t], slope[t], tiling.size(t));
    }
    return next;
  }

  /** The adjoint step. */
  @Benchmark
  public double[][] adjointStep() {
    for (int t = 0; t < u.length; t++) {
      layer.adjointStep(h, theta, 0, slope[t], lambda[t], next[t], tiling.size(t));
    }
    return next;
  }

  /** The gradient by the weights. */
  @Benchmark
  public double[] addGradient() {
    for (int t = 0; t < u.length; t++) {
      layer.addGradient(h, slope[t], lambda[t], u[t], tiling.size(t), gradient, 0);
    }
    return gradient;
  }

  private double[][] tiles() {
    double[][] tiles = new double[tiling.tiles()][];
    Arrays.setAll(tiles, t -> Blocks.random(width * tiling.size(t)));
    return tiles;
  }
}
