package org.layerparallel.benchmark;

import java.util.concurrent.TimeUnit;
import org.layerparallel.network.Activation;
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

/** The activations alone, on as many values as a tile of a wide network has. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 800, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 800, timeUnit = TimeUnit.MILLISECONDS)
public class ActivationBenchmark {

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
