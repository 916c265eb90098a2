package org.layerparallel.spark.report;

/**
 * What some wall time went into, in seconds.
 *
 * @param compute the longest task of each superstep: what the intervals' computing took; in process, the supersteps
 * @param spark the rest of the supersteps: broadcasting, scheduling, collecting, and waiting for a free core; none in
 *     process
 * @param driver all else: coarse levels, both ends of the network, optimizer
 */
public record Phases(double compute, double spark, double driver) {

  /**
   * The phases of some time.
   *
   * @param wall all of it
   * @param supersteps what of it the supersteps took, as their caller saw it
   * @param compute what of them the computing took
   */
  static Phases of(double wall, double supersteps, double compute) {
    // Three clocks tell these, one of them in milliseconds; no phase may come out negative.
    double within = Math.min(supersteps, wall);
    double computed = Math.min(compute, within);
    return new Phases(computed, within - computed, wall - within);
  }
}
