package org.layerparallel.benchmark;

import org.layerparallel.linalg.Gemm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The bare products of a layer over all examples, one call of the BLAS each: what the layer's kernels are held to. */
public class GemmBenchmark extends OneThreadBenchmark {

  @Param({"5", "8", "64", "220"})
  private int width;

  @Param({"500", "1000", "5000"})
  private int examples;

  private double[] square;
  private double[] a;
  private double[] b;

  /** Makes what the products read. */
  @Setup
  public void prepare() {
    square = Blocks.random(width * width);
    a = Blocks.random(width * examples);
    b = a.clone();
  }

  /** The state's: width x width times width x examples. */
  @Benchmark
  public double[] product() {
    Gemm.product(width, examples, width, square, 0, a, 0, b, 0);
    return b;
  }

  /** The adjoint's, with the first factor transposed. */
  @Benchmark
  public double[] transposedProduct() {
    Gemm.addTransposedProduct(width, examples, width, square, 0, a, 0, b, 0);
    return b;
  }

  /** The gradient's: width x examples times examples x width. */
  @Benchmark
  public double[] gradientProduct() {
    Gemm.addProductTransposed(width, width, examples, a, 0, b, 0, square, 0);
    return square;
  }
}
