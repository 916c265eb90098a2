package org.layerparallel.mgrit;

/**
 * Phi on the coarse levels: one step between two C-points of the finest level, on one tile. Points are counted in
 * the order of layers; the state steps to larger, the adjoint to smaller ones. One instance a thread.
 */
public interface CoarsePropagator {

  /** Called before the steps on tile {@code tile}. */
  void prepare(int tile);

  /**
   * {@code out = Phi(in)}.
   *
   * @param from C-point of {@code in}
   * @param to C-point of {@code out}
   * @param in the tile prepared for, channels x examples, read from 0
   * @param out written from 0; not {@code in}
   */
  void step(int from, int to, double[] in, double[] out);
}
