package org.layerparallel.spark.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.network.Network;
import org.layerparallel.spark.cost.Forecast;
import org.layerparallel.spark.cost.HeapNeed;
import org.layerparallel.spark.cost.IterationWork;
import org.layerparallel.spark.cost.StepTimes;
import org.layerparallel.train.LevelSettings;
import org.layerparallel.train.TrainingSettings;

/**
 * Searches ways to train for the fastest iteration: coarsening factors and grids, layer intervals, example blocks and
 * columns, executors up to those there are, and this process alone. All are taken to need as many iterations, and as
 * many cycles.
 *
 * @param training settings of a training with others over them, {@code key=value} each
 * @param trainingExamples examples to train with
 * @param validationExamples examples to validate with
 * @param times of the kernels
 * @param cluster the largest there may be; its driver is the process that is alone
 */
public record Planner(
    Function<List<String>, TrainingSettings> training,
    int trainingExamples,
    int validationExamples,
    StepTimes times,
    Cluster cluster) {

  private static final int[] FACTORS = {2, 4, 8, 16, 32};

  /** From the second grid to the third. */
  private static final int COARSER_FACTOR = 4;

  private static final Comparator<Proposal> FASTEST =
      Comparator.comparingDouble(proposal -> proposal.prediction().seconds());

  /** Fewer executors are better as long as they are this close. */
  private static final double CLOSE = 1.05;

  /** The recommended one first, then the best of each other name, the fastest first. */
  public List<Proposal> proposals() {
    List<Proposal> all = search(doubled(cluster.executors()));
    Proposal first = preferred(all);
    List<Proposal> others = new ArrayList<>();
    byName(all).forEach((name, same) -> {
      if (!name.equals(first.name())) {
        others.add(preferred(same));
      }
    });
    others.sort(FASTEST);
    others.add(0, first);
    return others;
  }

  /** The fastest of each name on all executors of the cluster, and in process. */
  public Map<String, Proposal> fastest() {
    Map<String, Proposal> fastest = new LinkedHashMap<>();
    byName(search(Set.of(cluster.executors())))
        .forEach((name, same) -> fastest.put(name, same.stream().min(FASTEST).orElseThrow()));
    return fastest;
  }

  private List<Proposal> search(Set<Integer> executors) {
    List<Proposal> all = new ArrayList<>();
    for (Scheme scheme : schemes()) {
      all.addAll(new Search(scheme, training.apply(scheme.settings())).all(executors));
    }
    return all;
  }

  private static Map<String, List<Proposal>> byName(List<Proposal> all) {
    Map<String, List<Proposal>> byName = new LinkedHashMap<>();
    all.forEach(proposal -> byName.computeIfAbsent(proposal.name(), name -> new ArrayList<>()).add(proposal));
    return byName;
  }

  private static List<Scheme> schemes() {
    List<Scheme> schemes = new ArrayList<>(List.of(Scheme.SERIAL));
    for (int factor : FACTORS) {
      schemes.add(new Scheme(List.of(factor), 2));
      schemes.add(new Scheme(List.of(factor, COARSER_FACTOR), 3));
    }
    return schemes;
  }

  /** The one with the fewest executors that is close to the fastest. */
  private static Proposal preferred(List<Proposal> proposals) {
    ToDoubleFunction<Proposal> seconds = proposal -> proposal.prediction().seconds();
    double least = proposals.stream().mapToDouble(seconds).min().orElseThrow();
    return proposals.stream()
        .filter(proposal -> seconds.applyAsDouble(proposal) <= CLOSE * least)
        .min(Comparator.comparingInt(Proposal::executors).thenComparingDouble(seconds))
        .orElseThrow();
  }

  /** 1, 2, 4, ..., and {@code most}. */
  private static Set<Integer> doubled(int most) {
    Set<Integer> numbers = new TreeSet<>();
    for (long number = 1; number < most; number *= 2) {
      numbers.add((int) number);
    }
    numbers.add(most);
    return numbers;
  }

  /** The ways to train by one scheme. */
  private final class Search {

    private final Scheme scheme;
    private final TrainingSettings settings;
    private final Tiling tiling;
    private final List<Proposal> found = new ArrayList<>();

    Search(Scheme scheme, TrainingSettings settings) {
      this.scheme = scheme;
      this.settings = settings;
      this.tiling =
          Tiling.forChannels(settings.network().width(), trainingExamples, validationExamples);
    }

    List<Proposal> all(Set<Integer> executors) {
      inProcess();
      for (int number : executors) {
        Cluster part = new Cluster(number, cluster.slots(), cluster.threads(), cluster.rates());
        if (scheme.serial()) {
          dataParallel(part);
        } else {
          layerParallel(part);
        }
      }
      return found;
    }

    private void inProcess() {
      int intervals = scheme.serial() ? 1 : cluster.threads();
      // Of an only interval they share the tiles.
      int threads = scheme.serial() ? Math.min(cluster.threads(), tiling.tiles()) : cluster.threads();
      double seconds =
          Forecast.of(settings, trainingExamples, validationExamples, times, threads, intervals).inProcess();
      Prediction prediction = new Prediction(seconds, 0, Map.of(Part.COARSE, seconds));
      double bytes = HeapNeed.inProcess(settings, trainingExamples, validationExamples, 0);
      found.add(new Proposal(scheme, 0, Layout.driver(intervals, 1), prediction, bytes, 0));
    }

    private void dataParallel(Cluster part) {
      int blocks = Math.min(part.allSlots(), tiling.trainingTiles());
      if (blocks > 1 && settings.batching().size() == 0) {
        add(part, Layout.wholeNetwork(blocks));
      }
    }

    private void layerParallel(Cluster part) {
      int most = Math.min(part.allSlots(), tiling.trainingTiles());
      for (int blocks : doubled(settings.batching().size() == 0 ? most : 1)) {
        int intervals = Math.max(1, part.allSlots() / blocks);
        add(part, Layout.driver(intervals, blocks));
        if (blocks > 1) {
          add(part, Layout.columns(intervals, blocks, blocks));
        } else {
          doubled(most).forEach(count -> add(part, Layout.columns(intervals, 1, count)));
        }
      }
    }

    private void add(Cluster part, Layout wanted) {
      Map<Part, Double> parts = new EnumMap<>(Part.class);
      double seconds = 0;
      double jobs = 0;
      long iterations = settings.levels().stream().mapToLong(LevelSettings::iterations).sum();
      int mostIntervals = 1;
      for (int i = 0; i < settings.levels().size(); i++) {
        IterationWork work = work(i, wanted);
        Prediction level = new Iteration(work, times, tiling).on(part, wanted);
        double share = (double) settings.levels().get(i).iterations() / iterations;
        level.parts().forEach((of, spent) -> parts.merge(of, share * spent, Double::sum));
        seconds += share * level.seconds();
        jobs += share * level.jobs();
        mostIntervals = Math.max(mostIntervals, work.coarseIntervals());
      }
      Layout layout =
          new Layout(wanted.form(), Math.min(wanted.intervals(), mostIntervals), wanted.blocks(), wanted.columns());
      Prediction prediction = new Prediction(seconds, (int) Math.round(jobs), parts);
      found.add(
          new Proposal(
              scheme, part.executors(), layout, prediction, driverBytes(layout), executorBytes(part, layout)));
    }

    private IterationWork work(int number, Layout layout) {
      Network network = settings.networkAt(number);
      return layout.form() == Layout.Form.WHOLE_NETWORK
          ? IterationWork.ofWholeNetwork(network, settings, trainingExamples, validationExamples)
          : IterationWork.of(
              network, settings, settings.levels().get(number), trainingExamples, validationExamples);
    }

    /** C-points where it solves the coarse levels, and the parts of a gradient with their sum. */
    private double driverBytes(Layout layout) {
      double states = layout.form() == Layout.Form.DRIVER ? cPoints() : 0;
      double parts = layout.blocks() > 1 ? layout.blocks() + 1 : 0;
      return states + parts * HeapNeed.residualWeights(settings);
    }

    /** Its share of the C-points, which columns have once more, and of the weights, of which each block has its own. */
    private double executorBytes(Cluster part, Layout layout) {
      double copies = layout.form() == Layout.Form.COLUMNS ? 2 : 1;
      double weights =
          layout.blocks() * HeapNeed.weightVectors(settings) * HeapNeed.residualWeights(settings);
      return (copies * cPoints() + weights) / part.executors();
    }

    private double cPoints() {
      return HeapNeed.cPoints(settings, trainingExamples, validationExamples);
    }
  }
}
