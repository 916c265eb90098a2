package org.layerparallel.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.layerparallel.network.Examples;

class BatchesPropertyTest {

  /** Weight 0 for every fifth example but the first, and for the others weights of which each tells its example. */
  private static Examples numbered(int count) {
    double[] features = IntStream.range(0, count).asDoubleStream().toArray();
    double[] weights = new double[count];
    Arrays.setAll(weights, e -> e > 0 && e % 5 == 0 ? 0 : 1 + e);
    return new Examples(features, new int[count], 1, weights);
  }

  @Property(tries = 200)
  void eachExampleWithAWeightIsInOneBatch(
      @ForAll @IntRange(min = 1, max = 60) int training,
      @ForAll @IntRange(min = 0, max = 60) int validation,
      @ForAll @IntRange(min = 1, max = 70) int size,
      @ForAll long seed) {
    Examples all = numbered(training);
    Examples others = numbered(validation);
    Batches batches = Batches.of(all, others, new Batching(size, seed));
    if (size >= training) {
      assertEquals(1, batches.count());
      assertSame(all, batches.training(0));
      assertSame(others, batches.validation(0));
      return;
    }
    List<Integer> sizes = new ArrayList<>();
    List<Double> seen = new ArrayList<>();
    List<Double> validated = new ArrayList<>();
    for (int b = 0; b < batches.count(); b++) {
      assertEquals(batches.training(0).count(), batches.training(b).count(), "layout of batch " + b);
      assertEquals(batches.validation(0).count(), batches.validation(b).count(), "layout of batch " + b);
      int before = seen.size();
      addWeighted(batches.training(b), seen);
      sizes.add(seen.size() - before);
      addWeighted(batches.validation(b), validated);
    }
    int least = sizes.stream().min(Integer::compare).orElseThrow();
    int most = sizes.stream().max(Integer::compare).orElseThrow();
    assertTrue(least >= 1 && most <= size && most - least <= 1, sizes::toString);
    assertEquals(most, batches.training(0).count());
    List<Double> weighted = new ArrayList<>();
    addWeighted(all, weighted);
    assertEquals(weighted, seen.stream().sorted().toList());
    List<Double> weightedOthers = new ArrayList<>();
    addWeighted(others, weightedOthers);
    assertEquals(weightedOthers, validated.stream().distinct().sorted().toList());
    if (weightedOthers.size() >= batches.count()) {
      assertEquals(weightedOthers.size(), validated.size());
    }
  }

  @Property(tries = 50)
  void anEpochVisitsAllInAnOrderOfItsOwn(@ForAll @IntRange(min = 20, max = 40) int training, @ForAll long seed) {
    Batches batches = Batches.of(numbered(training), Examples.none(1), new Batching(1, seed));
    int[] all = IntStream.range(0, batches.count()).toArray();
    int[] first = batches.order(0, 0);
    assertArrayEquals(all, Arrays.stream(first).sorted().toArray());
    assertArrayEquals(first, batches.order(0, 0));
    assertNotEquals(Arrays.toString(first), Arrays.toString(batches.order(0, 1)));
    assertNotEquals(Arrays.toString(first), Arrays.toString(batches.order(1, 0)));
  }

  /** The numbers must not change from one release, or machine, to the next. */
  @Example
  void aDrawIsFixed() {
    Batches batches = Batches.of(numbered(9), Examples.none(1), new Batching(3, 1));
    assertEquals(
        "[[2.0, 4.0, 2.0], [0.0, 8.0, 7.0], [3.0, 6.0, 1.0]] [0, 1, 2]",
        IntStream.range(0, batches.count())
                .mapToObj(b -> Arrays.toString(batches.training(b).features()))
                .toList()
            + " "
            + Arrays.toString(batches.order(0, 0)));
  }

  private static void addWeighted(Examples examples, List<Double> numbers) {
    for (int e = 0; e < examples.count(); e++) {
      if (examples.weights()[e] > 0) {
        assertEquals(1 + examples.features()[e], examples.weights()[e]);
        numbers.add(examples.features()[e]);
      }
    }
  }
}
