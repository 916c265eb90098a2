package org.layerparallel.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.layerparallel.benchmark.KernelTable.ActivationRow;
import org.layerparallel.benchmark.KernelTable.LayerRow;
import org.layerparallel.linalg.Blas;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs the benchmarks and writes their tables: {@code KernelBenchmarks DOCUMENT HEAD [JMH OPTION ...]}, where HEAD is a
 * file with what the document begins with.
 */
public final class KernelBenchmarks {

  private KernelBenchmarks() {}

  /** Runs what JMH's options in {@code arguments} select, all if they select nothing. */
  public static void main(String[] arguments)
      throws IOException, CommandLineOptionException, RunnerException {
    List<String> given = List.of(arguments);
    CommandLineOptions options =
        new CommandLineOptions(given.subList(2, given.size()).toArray(String[]::new));
    if (options.shouldHelp()) {
      options.showHelp();
      return;
    }
    Runner runner = new Runner(options);
    if (options.shouldList()) {
      runner.list();
      return;
    }
    Collection<RunResult> results = runner.run();
    Path document = Path.of(arguments[0]);
    Files.writeString(document, Files.readString(Path.of(arguments[1])) + tables(results));
    System.out.println(document);
  }

  private static String tables(Collection<RunResult> results) {
    List<LayerRow> layers = new ArrayList<>();
    List<ActivationRow> activations = new ArrayList<>();
    for (RunResult result : results) {
      BenchmarkParams params = result.getParams();
      String method = params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
      Timing time = timing(result.getPrimaryResult());
      Operation.of(method)
          .ifPresentOrElse(
              operation -> layers.add(layer(params, operation, time)),
              () -> activations.add(activation(params, method, time)));
    }
    layers.sort(
        Comparator.comparingInt(LayerRow::width)
            .thenComparingInt(LayerRow::examples)
            .thenComparing(LayerRow::operation));
    StringBuilder text = new StringBuilder("- BLAS: " + Blas.inUse().description() + "\n");
    if (!layers.isEmpty()) {
      text.append("\n## Layers\n\n").append(KernelTable.layers(layers));
    }
    if (!activations.isEmpty()) {
      text.append("\n## Activations\n\n").append(KernelTable.activations(activations));
    }
    return text.toString();
  }

  private static LayerRow layer(BenchmarkParams params, Operation operation, Timing time) {
    return new LayerRow(
        Integer.parseInt(params.getParam("width")),
        Integer.parseInt(params.getParam("examples")),
        operation,
        time);
  }

  private static ActivationRow activation(BenchmarkParams params, String method, Timing time) {
    Timing ofOne = new Timing(time.nanoseconds() / ActivationBenchmark.VALUES, time.spread());
    return new ActivationRow(params.getParam("activation"), method.equals("activationSlope"), ofOne);
  }

  private static Timing timing(Result<?> result) {
    if (!result.getScoreUnit().equals("ns/op")) {
      throw new IllegalArgumentException(
          "times in " + result.getScoreUnit() + ", must be ns/op; leave out -bm and -tu");
    }
    Statistics iterations = result.getStatistics();
    double median = iterations.getPercentile(50);
    return new Timing(median, (iterations.getMax() - iterations.getMin()) / median);
  }
}
