package org.layerparallel.train;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Shuffling;

/**
 * The examples of a training in batches that stay as they are drawn: one that is visited again finds the states of
 * its own examples. Batches are as equal in size as can be, and the smaller ones are filled up with an example of no
 * weight, so that all have one layout. Validation examples are shared out likewise and ride with the batches; where
 * there are fewer of them than batches, each rides with several. Examples of weight 0 are in no batch. Where examples
 * have weights, the loss of a batch is the weighted mean of its own.
 */
public final class Batches {

  private final Examples training;
  private final Examples validation;
  private final long seed;

  /** Which examples each batch has; null for a single one of all. */
  private final int[][] trainingShares;

  private final int[][] validationShares;

  private Batches(
      Examples training,
      Examples validation,
      long seed,
      int[][] trainingShares,
      int[][] validationShares) {
    this.training = training;
    this.validation = validation;
    this.seed = seed;
    this.trainingShares = trainingShares;
    this.validationShares = validationShares;
  }

  /** The batches of these examples; a single one has them all as they are. */
  public static Batches of(Examples training, Examples validation, Batching batching) {
    if (!batching.cuts(training.count())) {
      return new Batches(training, validation, batching.seed(), null, null);
    }
    SplittableRandom seeds = new SplittableRandom(batching.seed());
    int[] trainingOrder = shuffled(training, seeds.split());
    int[] validationOrder = shuffled(validation, seeds.split());
    int count = (trainingOrder.length - 1) / batching.size() + 1;
    return new Batches(
        training,
        validation,
        batching.seed(),
        shares(trainingOrder, count),
        shares(validationOrder, count));
  }

  /** Number of batches. */
  public int count() {
    return trainingShares == null ? 1 : trainingShares.length;
  }

  /** Training examples of a batch, filled up: as many in each. */
  public Examples training(int batch) {
    return chosen(training, trainingShares, batch);
  }

  /** Validation examples that ride with a batch, filled up: as many in each. */
  public Examples validation(int batch) {
    return chosen(validation, validationShares, batch);
  }

  /** The order in which an epoch visits the batches, another one in each epoch of each level. */
  int[] order(int level, int epoch) {
    int[] order = IntStream.range(0, count()).toArray();
    Shuffling.shuffle(order, new SplittableRandom(mixed(mixed(mixed(seed) + level) + epoch)));
    return order;
  }

  private static long mixed(long value) {
    return new SplittableRandom(value).nextLong();
  }

  /** Those with a weight, in random order. */
  private static int[] shuffled(Examples examples, SplittableRandom random) {
    int[] all = IntStream.range(0, examples.count()).filter(e -> examples.weights()[e] > 0).toArray();
    Shuffling.shuffle(all, random);
    return all;
  }

  private static int[][] shares(int[] all, int count) {
    int[][] shares = new int[count][];
    for (int i = 0; i < count && all.length > 0; i++) {
      int from = (int) ((long) all.length * i / count);
      int to = (int) ((long) all.length * (i + 1) / count);
      shares[i] = from < to ? Arrays.copyOfRange(all, from, to) : new int[] {all[i % all.length]};
    }
    return shares;
  }

  private static Examples chosen(Examples all, int[][] shares, int batch) {
    if (shares == null) {
      return all;
    }
    if (shares[batch] == null) {
      return Examples.none(all.featureCount());
    }
    int most = Arrays.stream(shares).mapToInt(share -> share.length).max().orElseThrow();
    return all.chosen(shares[batch], most);
  }
}
