package org.layerparallel.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.layerparallel.interval.IntervalsFactory;
import org.layerparallel.linalg.Workers;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.SmoothedRelu;
import org.layerparallel.network.Weights;
import org.layerparallel.objective.Regularization;
import org.layerparallel.objective.Weighting;
import org.layerparallel.train.Problem;

/** The figures of an independent code, as copied to the test resources; read by the tests of both modules. */
public final class Reference {

  private Reference() {}

  /** Its regularizers. */
  public static final Regularization REGULARIZATION =
      new Regularization(1e-7, 0, 1e-7, Weighting.SUM);

  /** Its network, with {@code layers} residual layers. */
  public static Network network(int layers) {
    return new Network(
        2, 8, 5, layers, 5, new SmoothedRelu(0.1), BiasKind.SCALAR, OpeningKind.DENSE);
  }

  /** Its training (5000) or validation (200) points. */
  public static Examples examples(String kind) {
    double[] features = numbers("peaks-data/features_" + kind + ".dat");
    double[] units = numbers("peaks-data/labels_" + kind + ".dat");
    int[] labels = new int[features.length / 2];
    for (int e = 0; e < labels.length; e++) {
      while (units[5 * e + labels[e]] != 1) {
        labels[e]++;
      }
    }
    return new Examples(features, labels, 2);
  }

  /** Its points and regularizers, computed by {@code execution}. */
  public static Problem problem(IntervalsFactory execution) {
    return new Problem(
        examples("training"), examples("validation"), REGULARIZATION, execution, new Workers(1), 0, 1, 0);
  }

  /** A design file. */
  public static Weights design(String file, Network network) {
    return Weights.fromDesign(network, numbers(file));
  }

  /** All numbers of a file. */
  public static double[] numbers(String file) {
    return lines(file).stream()
        .flatMap(line -> Arrays.stream(line.trim().split("\\s+")))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  /** The rows of a CSV file, by column name. */
  public static List<Map<String, String>> table(String file) {
    List<String> lines = lines(file);
    String[] names = lines.get(0).split(",");
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split(",");
      Map<String, String> row = new TreeMap<>();
      for (int i = 0; i < names.length; i++) {
        row.put(names[i], values[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<String> lines(String file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Reference.class.getResourceAsStream("/reference/" + file),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
