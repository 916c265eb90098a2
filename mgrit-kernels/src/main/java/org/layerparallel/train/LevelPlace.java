package org.layerparallel.train;

import org.layerparallel.interval.Narration;

/** Where the training of a level is, and whom it tells. */
final class LevelPlace {

  private final int number;
  private final int layers;
  private final LevelSettings settings;
  private final Narration narration;
  private final TrainingListener listener;
  private int iteration;

  /**
   * @param number nested level
   * @param layers residual layers on it
   */
  LevelPlace(
      int number,
      int layers,
      LevelSettings settings,
      Narration narration,
      TrainingListener listener) {
    this.number = number;
    this.layers = layers;
    this.settings = settings;
    this.narration = narration;
    this.listener = listener;
  }

  /** Nested level. */
  int level() {
    return number;
  }

  /** Number of the present iteration, from 0. */
  int iteration() {
    return iteration;
  }

  void goTo(int newIteration) {
    iteration = newIteration;
  }

  /** Whether the rules for a level's first solves hold. */
  boolean isFirst() {
    return iteration < settings.firstSolves().iterations();
  }

  /** Says what the supersteps to come are for; iterations count from 1 there, as on the terminal. */
  void tell(String step) {
    tell(iteration, step);
  }

  /** The same for a trial of the update after the present iteration: its record is that of the iteration it leads to. */
  void tellTrial(int trial) {
    tell(iteration + 1, ", trial " + trial);
  }

  void report(Trouble.Quantity quantity, double value, Trouble.Remedy remedy) {
    listener.trouble(new Trouble(number, layers, iteration, quantity, value, remedy));
  }

  private void tell(int of, String step) {
    narration.place("level " + number + ", iteration " + (of + 1) + " of " + settings.iterations() + step);
  }
}
