package org.layerparallel.train;

/** Told of the training's progress, on the thread that trains. */
public interface TrainingListener {

  /** An iteration's objective and gradient are known; its update follows, unless it is the level's last. */
  void iteration(IterationRecord record);

  /** A level has ended. */
  void levelEnded(int level, StopReason reason);

  /** Numbers have failed; {@code trouble} says what is done about it. */
  default void trouble(Trouble trouble) {}
}
