package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.linalg.Workers;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Prediction;
import org.layerparallel.network.Softmax;
import org.layerparallel.spark.LocalSpark;
import org.layerparallel.spark.model.Model;
import org.layerparallel.spark.model.ModelFile;

/** The predictions that are written are those of the network, whatever the format in and out. */
class PredictCommandTest {

  private static final int CLASSES = 5;

  @TempDir private Path directory;

  private PeaksFormats peaks;
  private Path model;
  private double[] expected;

  @BeforeEach
  void importModel() throws IOException {
    model = model(directory);
    peaks = PeaksFormats.of(directory, "data/peaks-validation.csv");
    expected = probabilities(peaks.examples());
    assertTrue(Arrays.stream(expected).filter(p -> p > 0.3).count() > 20, "the network has no opinion");
  }

  @Test
  void everyFormatGivesTheSame() throws IOException {
    for (PeaksFormats.Written written : peaks.all()) {
      Path csv = directory.resolve("out.csv");
      Path parquet = directory.resolve("out.parquet");
      assertEquals(csv + ": 100 predictions\n", predict(written, csv, "--overwrite").out());
      predict(written, parquet, "--overwrite");
      List<String> lines = Files.readAllLines(csv);
      assertEquals(
          "prediction,probability_0,probability_1,probability_2,probability_3,probability_4", lines.get(0));
      List<String[]> rows = lines.stream().skip(1).map(line -> line.split(",")).toList();
      assertPredictions(rows, written.path().toString());
      List<String[]> again =
          rowsOf(parquet).stream().map(row -> row.mkString(",").split(",")).toList();
      assertPredictions(again, written.path() + " to Parquet");
    }
  }

  @Test
  void columnsAreHandedOn() throws IOException {
    Path out = directory.resolve("out.csv");
    for (PeaksFormats.Written written : List.of(peaks.csv(), peaks.columns())) {
      predict(written, out, "--keep", "id,class", "--overwrite");
      List<String> lines = Files.readAllLines(out);
      assertTrue(lines.get(0).startsWith("id,class,prediction,probability_0"), lines.get(0));
      for (int e = 0; e < 100; e++) {
        String start = "\"point, " + e + "\"," + peaks.examples().labels()[e] + "," + largest(e) + ",";
        assertTrue(lines.get(e + 1).startsWith(start), lines.get(e + 1));
      }
    }
    predict(peaks.libsvm(), out, "--keep", "label", "--overwrite");
    assertTrue(Files.readAllLines(out).get(1).startsWith(peaks.examples().labels()[0] + "," + largest(0) + ","));
  }

  @Test
  void columnsThatAreNotNamedAreFeatures() throws IOException {
    Path file = directory.resolve("some.csv");
    Files.writeString(file, "id;x;y\n7;0.5;-1\n\n8;\"1\";2\n");
    Path out = directory.resolve("out.csv");
    predict(new PeaksFormats.Written(file, List.of(), "csv"), out, "--keep", "id");
    List<String> lines = Files.readAllLines(out);
    assertEquals(3, lines.size());
    double[] probabilities = probabilities(new Examples(new double[] {0.5, -1, 1, 2}, new int[2], 2));
    assertEquals("7", lines.get(1).split(",")[0]);
    assertEquals(probabilities[CLASSES], Double.parseDouble(lines.get(2).split(",")[2]), 1e-13);
  }

  @Test
  void textNeedsNoLabels() throws IOException {
    Path file = directory.resolve("points.txt");
    Files.writeString(file, "x y\n0.5 -1\n1 2\n");
    Path out = directory.resolve("deep/er/out.csv");
    predict(new PeaksFormats.Written(file, List.of(), ""), out, "--header");
    assertEquals(3, Files.readAllLines(out).size());
  }

  @Test
  void manyPiecesKeepTheirOrder() throws IOException {
    int times = 300;
    Path many = directory.resolve("many");
    Files.createDirectory(many);
    String text = Files.readString(peaks.text().path());
    for (String name : List.of("b", "a", "c")) {
      Files.writeString(many.resolve(name), text.repeat(times / 3));
    }
    Path out = directory.resolve("out.csv");
    predict(new PeaksFormats.Written(many, List.of(), "text"), out);
    Path parquet = directory.resolve("out.parquet");
    predict(new PeaksFormats.Written(many, List.of(), "text"), parquet);
    assertTrue(Command.names(parquet).stream().filter(name -> name.startsWith("part-")).count() > 1);
    List<String> lines = Files.readAllLines(out);
    assertEquals(1 + 100 * times, lines.size());
    for (int i = 0; i < 100 * times; i++) {
      String[] row = lines.get(i + 1).split(",");
      assertEquals(expected[i % 100 * CLASSES + 3], Double.parseDouble(row[4]), 1e-12, "row " + i);
    }
  }

  @Test
  void featuresAreStandardizedAsInTheTraining() throws IOException {
    Path standardization = directory.resolve("standardization.csv");
    Files.writeString(standardization, "band,mean,factor\n1,0.25,2.0\n2,-1.0,0.5\n");
    Examples examples = peaks.examples();
    double[] features = examples.features().clone();
    for (int e = 0; e < examples.count(); e++) {
      features[2 * e] = (features[2 * e] - 0.25) * 2;
      features[2 * e + 1] = (features[2 * e + 1] + 1) * 0.5;
    }
    expected = probabilities(new Examples(features, examples.labels(), 2));
    Path out = directory.resolve("out.csv");
    predict(peaks.csv(), out, "--standardization", standardization.toString());
    assertPredictions(Files.readAllLines(out).stream().skip(1).map(line -> line.split(",")).toList(), "standardized");
  }

  @Test
  void earlierPredictionsAreReplacedOnRequestOnly() throws IOException {
    Path out = Files.writeString(directory.resolve("out.csv"), "precious");
    PeaksFormats.Written text = peaks.text();
    Command refused = Command.run(arguments(text, out));
    assertEquals(2, refused.code());
    assertEquals("error: " + out + ": exists; give another path, or --overwrite to replace it\n", refused.err());
    assertEquals("precious", Files.readString(out));
    predict(text, out, "--overwrite");
    assertEquals(101, Files.readAllLines(out).size());
    Path foreign = Files.createDirectory(directory.resolve("thesis.parquet"));
    Command kept = Command.run(arguments(text, foreign, "--overwrite"));
    assertEquals(2, kept.code());
    assertTrue(kept.err().startsWith("error: " + foreign + ": is a directory that Spark has not written"), kept.err());
  }

  /** A model of the peaks problem's shape, with random weights. */
  static Path model(Path directory) throws IOException {
    Random random = new Random(7);
    String design =
        random.doubles(12 + 8 * 20 + 25, -1, 1).mapToObj(Double::toString).collect(Collectors.joining("\n"));
    Path text = Files.writeString(directory.resolve("design.txt"), design + "\n");
    Path model = directory.resolve("model.safetensors");
    Command.succeed("import", text.toString(), model.toString(), "--layers", "8", "-s", "network.width=4");
    return model;
  }

  private double[] probabilities(Examples examples) {
    Model read = ModelFile.read(new Configuration(), model.toString());
    double[] scores = new Prediction(read.network(), read.weights()).scores(examples, Workers.caller());
    for (int e = 0; e < examples.count(); e++) {
      Softmax.probabilities(scores, e * CLASSES, 1, CLASSES);
    }
    return scores;
  }

  private Command predict(PeaksFormats.Written in, Path out, String... options) {
    return Command.succeed(arguments(in, out, options));
  }

  private String[] arguments(PeaksFormats.Written in, Path out, String... options) {
    List<String> arguments = new ArrayList<>(List.of("predict", model.toString(), in.path().toString()));
    arguments.addAll(List.of("-o", out.toString(), "--master", "local[2]"));
    arguments.addAll(in.options());
    arguments.addAll(List.of(options));
    return arguments.toArray(String[]::new);
  }

  /** The rows of a directory, in the order of its files' names. */
  private static List<Row> rowsOf(Path parquet) {
    List<Row> rows = new ArrayList<>();
    for (String name : Command.names(parquet)) {
      if (name.startsWith("part-")) {
        rows.addAll(LocalSpark.session().read().parquet(parquet.resolve(name).toString()).collectAsList());
      }
    }
    return rows;
  }

  private int largest(int example) {
    return Softmax.largest(expected, example * CLASSES, 1, CLASSES);
  }

  private void assertPredictions(List<String[]> rows, String of) {
    assertEquals(expected.length / CLASSES, rows.size(), of);
    for (int e = 0; e < rows.size(); e++) {
      assertEquals(largest(e), Integer.parseInt(rows.get(e)[0]), of + ", row " + e);
      for (int c = 0; c < CLASSES; c++) {
        assertEquals(
            expected[e * CLASSES + c], Double.parseDouble(rows.get(e)[1 + c]), 1e-13, of + ", row " + e);
      }
    }
  }
}
