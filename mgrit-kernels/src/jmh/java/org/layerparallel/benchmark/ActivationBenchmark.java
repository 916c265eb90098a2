package org.layerparallel.benchmark;

import org.layerparallel.network.Activation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The activations alone, on as many values as a tile of a wide network has. */
public class ActivationBenchmark extends OneThreadBenchmark {

  /** Values an operation works on. */
  static final int VALUES = 8192;

  @Param({"smoothed-relu", "tanh"})
  private String activation;

  private Activation sigma;
  private double bias;
  private double[] arguments;

  /** A copy, since the row methods may overwrite what they read. */
  private double[] z;
  private double[] u;
  private double[] out;
  private double[] slope;

  /** Makes arguments of which some lie in each piece of the smoothed ReLU. */
  @Setup
  public void prepare() {
    sigma = Blocks.activation(activation);
    arguments = Blocks.random(VALUES);
    z = new double[VALUES];
    u = Blocks.random(VALUES);
    out = new double[VALUES];
    bias = 0.01;
    slope = new double[VALUES];
  }

  /** The step with it, a value at a time: {@code u + h sigma(z)}. */
  @Benchmark
  public double[] activationStep() {
    System.arraycopy(arguments, 0, z, 0, VALUES);
    sigma.step(0.1, bias, z, u, out, 0, VALUES);
    return out;
  }

  /** Its derivative. */
  @Benchmark
  public double[] activationSlope() {
    System.arraycopy(arguments, 0, z, 0, VALUES);
    sigma.slope(bias, z, slope, 0, VALUES);
    return slope;
  }
}
