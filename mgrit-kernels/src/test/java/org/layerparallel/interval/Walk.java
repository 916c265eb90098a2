package org.layerparallel.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.layerparallel.interval.IntervalCut.Addressed;
import org.layerparallel.interval.IntervalStep.Advanced;
import org.layerparallel.linalg.Workers;

/** Random supersteps whose outcome depends on every content, message and order: for comparing executions. */
public final class Walk {

  private static final int REGROUP_ONE_IN = 5;

  private Walk() {}

  /** All results of {@code supersteps} supersteps on {@code intervals}, then the contents. */
  public static List<double[]> results(Intervals<double[]> intervals, int supersteps, int mostIntervals, long seed) {
    Random random = new Random(seed);
    List<double[]> results = new ArrayList<>();
    for (int superstep = 0; superstep < supersteps; superstep++) {
      List<Double> messages = random.doubles(intervals.count()).boxed().toList();
      if (random.nextInt(REGROUP_ONE_IN) == 0) {
        int newCount = 1 + random.nextInt(mostIntervals);
        intervals.regroup(newCount, (content, message) -> cut(content, message, newCount), messages, Walk::build);
      } else {
        results.addAll(intervals.advance(Walk::step, messages));
      }
    }
    results.addAll(intervals.advance((content, none, workers) -> new Advanced<>(content, content), nothing(intervals.count())));
    return results;
  }

  /** First contents: of different lengths, one of them empty. */
  public static List<double[]> contents(int count, long seed) {
    Random random = new Random(seed);
    List<double[]> contents = new ArrayList<>();
    for (int interval = 0; interval < count; interval++) {
      contents.add(random.doubles(3L * interval).toArray());
    }
    return contents;
  }

  /** A message to each of {@code count} intervals that says nothing. */
  public static List<Boolean> nothing(int count) {
    return Collections.nCopies(count, Boolean.TRUE);
  }

  /** Not commutative in content and message, so that any mix-up shows. */
  private static Advanced<double[], double[]> step(
      double[] content, double message, Workers workers) {
    double[] next = Arrays.stream(content).map(x -> 0.5 * x + message).toArray();
    return new Advanced<>(next, new double[] {Arrays.stream(next).sum(), message});
  }

  private static List<Addressed<double[]>> cut(double[] content, double message, int newCount) {
    List<Addressed<double[]>> pieces = new ArrayList<>();
    for (int i = 0; i < content.length; i++) {
      int target = Math.floorMod(Double.hashCode(content[i]), newCount);
      pieces.add(new Addressed<>(target, new double[] {content[i], message}));
    }
    return pieces;
  }

  private static double[] build(int interval, List<double[]> pieces) {
    double[] content = new double[1 + pieces.size()];
    content[0] = interval;
    for (int i = 0; i < pieces.size(); i++) {
      content[1 + i] = pieces.get(i)[0] - (i + 1) * pieces.get(i)[1];
    }
    return content;
  }
}
