package org.layerparallel.spark.prediction;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.util.LongAccumulator;
import org.layerparallel.spark.data.ExampleBlock;

/**
 * Examples with their scores.
 *
 * @param block the examples
 * @param scores before softmax, examples x classes
 */
record ScoredBlock(ExampleBlock block, double[] scores) {

  /** Each block of a piece with its scores, up to the first block with a score that is not finite. */
  static final class Blocks implements Iterator<ScoredBlock> {

    private final Iterator<ExampleBlock> blocks;
    private final Scorer scorer;
    private final LongAccumulator overflows;
    private boolean ended;
    private ScoredBlock next;

    /**
     * @param overflows of blocks with such a score
     */
    Blocks(Iterator<ExampleBlock> blocks, Scorer scorer, LongAccumulator overflows) {
      this.blocks = blocks;
      this.scorer = scorer;
      this.overflows = overflows;
    }

    @Override
    public boolean hasNext() {
      if (next == null && !ended && blocks.hasNext()) {
        ExampleBlock block = blocks.next();
        double[] scores = scorer.scores(block.examples());
        ended = !finite(scores);
        if (ended) {
          overflows.add(1);
        } else {
          next = new ScoredBlock(block, scores);
        }
      }
      return next != null;
    }

    @Override
    public ScoredBlock next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      ScoredBlock scored = next;
      next = null;
      return scored;
    }

    private static boolean finite(double[] scores) {
      for (double score : scores) {
        if (!Double.isFinite(score)) {
          return false;
        }
      }
      return true;
    }
  }
}
