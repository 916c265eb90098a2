package org.layerparallel.train;

/** A weighted mean, value by value; of a single value exactly that. */
final class Mean {

  private double mean = Double.NaN;
  private double total;

  /** Takes in a value, if it has a weight. */
  void add(double value, double weight) {
    if (weight > 0) {
      mean = total == 0 ? value : mean + weight / (total + weight) * (value - mean);
      total += weight;
    }
  }

  /** The mean so far; NaN of no value. */
  double value() {
    return mean;
  }
}
