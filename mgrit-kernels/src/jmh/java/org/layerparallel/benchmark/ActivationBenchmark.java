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

  /** Where they begin in a block; a tile that is not the first begins somewhere. */
  private static final int AT = 3 * VALUES;

  @Param({"smoothed-relu", "tanh"})
  private String activation;

  private Activation sigma;
  private double[] z;
  private double[] u;
  private double[] out;
  private double[] slope;

  /** Makes arguments of which some lie in each piece of the smoothed ReLU. */
  @Setup
  public void prepare() {
    sigma = Blocks.activation(activation);
    z = Blocks.random(VALUES);
    u = Blocks.random(AT + VALUES);
    out = new double[AT + VALUES];
    slope = new double[VALUES];
  }

  /** The step with it, a value at a time: {@code u + h sigma(z)}. */
  @Benchmark
  public double[] activationStep() {
    sigma.step(0.1, z, 0, u, AT, out, AT, VALUES);
    return out;
  }

  /** Its derivative. */
  @Benchmark
  public double[] activationSlope() {
    sigma.slope(z, 0, slope, 0, VALUES);
    return slope;
  }
}
