package org.layerparallel.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.layerparallel.interval.IntervalStep.Advanced;
import org.layerparallel.interval.Intervals;
import org.layerparallel.sweep.LayerInterval;
import org.layerparallel.sweep.WeightBlock;

/** Keeps a training after every iteration, and may stop it after one. */
final class MemoryCheckpoints implements Checkpoints {

  final List<Saved> saved = new ArrayList<>();
  private final int stopAfter;

  /**
   * @param stopAfter number of iterations, over all levels, after which the training is stopped
   */
  MemoryCheckpoints(int stopAfter) {
    this.stopAfter = stopAfter;
  }

  static MemoryCheckpoints ofAll() {
    return new MemoryCheckpoints(Integer.MAX_VALUE);
  }

  /**
   * A training that was saved.
   *
   * @param blocks weight blocks of consecutive intervals
   */
  record Saved(TrainingState state, List<WeightBlock> blocks) implements SavedTraining {

    @Override
    public void fill(Intervals<LayerInterval> intervals) {
      List<WeightBlock> all = blocks;
      intervals.advance(
          (content, none, workers) -> {
            int from = content.plan().firstLayer();
            return new Advanced<>(content.replaced(cut(all, from, content.plan().endLayer())), none);
          },
          Collections.nCopies(intervals.count(), 0));
    }

    private static WeightBlock cut(List<WeightBlock> blocks, int from, int to) {
      WeightBlock any = blocks.get(0);
      int size = any.offsets()[1];
      int[] offsets = new int[to - from + 1];
      Arrays.setAll(offsets, n -> n * size);
      double[][] steps = new double[any.pairs()][];
      double[][] changes = new double[any.pairs()][];
      for (int pair = 0; pair < any.pairs(); pair++) {
        int number = pair;
        steps[pair] = cut(blocks, block -> block.steps()[number], from * size, to * size);
        changes[pair] = cut(blocks, block -> block.changes()[number], from * size, to * size);
      }
      double[] weights = cut(blocks, WeightBlock::weights, from * size, to * size);
      double[] gradient = cut(blocks, WeightBlock::gradient, from * size, to * size);
      double[][] averages = new double[any.averages().length][];
      for (int average = 0; average < averages.length; average++) {
        int number = average;
        averages[average] = cut(blocks, block -> block.averages()[number], from * size, to * size);
      }
      return new WeightBlock(offsets, weights, weights, gradient, steps, changes, averages);
    }

    private static double[] cut(
        List<WeightBlock> blocks, Function<WeightBlock, double[]> vector, int from, int to) {
      double[] all = blocks.stream().map(vector).flatMapToDouble(Arrays::stream).toArray();
      return Arrays.copyOfRange(all, from, to);
    }
  }

  @Override
  public boolean due(int iteration, boolean levelEnds) {
    return true;
  }

  @Override
  public void save(TrainingState state, Intervals<LayerInterval> intervals) {
    List<WeightBlock> blocks =
        intervals
            .visit(
                (content, none) -> content.plan().speaksForItsLayers() ? content.block() : null,
                Collections.nCopies(intervals.count(), 0))
            .stream()
            .filter(Objects::nonNull)
            .toList();
    for (WeightBlock block : blocks) {
      if (block.weights() != block.candidate() || block.pairs() != state.optimizer().held()) {
        throw new AssertionError("not between a gradient and its update");
      }
    }
    saved.add(new Saved(state, blocks));
  }

  @Override
  public boolean stopWanted() {
    return saved.size() + 1 == stopAfter;
  }
}
