package org.layerparallel.spark.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.network.Examples;
import org.layerparallel.spark.LocalSpark;
import org.layerparallel.spark.error.UserError;

class ExampleFilesTest {

  private static final double[] FEATURES = {1.5, -2, 0.25, 1e-3};
  private static final int[] LABELS = {0, 2};

  private final JavaSparkContext spark = LocalSpark.context();

  @TempDir Path directory;

  @Test
  void readsEachFormat() throws IOException {
    same("1.5,-2,0\n0.25,1e-3,2\n");
    same("1.5, -2 ,0.0\r\n0.25,\t1e-3,2.0");
    same("1.5;-2;1;0;0\n0.25;1e-3;0;0;1\n");
    same("  1.5   -2\t0\n\n# a comment\n0.25 1e-3 0.000 0.0 1.000e+00  \n\n");
    same("\uFEFF1.5,-2,0\n0.25,1e-3,2\n");
  }

  @Test
  void skipsHeaders() throws IOException {
    String file = write("h.csv", "x,y,class\n1.5,-2,0\n0.25,1e-3,2\n");
    same(ExampleFiles.read(spark, new ExampleSource(file, "", 2, 3, FileLayout.text(true), Optional.empty())));
    String labels = write("l.csv", "class\n0\n2\n");
    String features = write("f.csv", "x,y\n1.5,-2\n0.25,1e-3\n");
    same(ExampleFiles.read(spark, new ExampleSource(features, labels, 2, 3, FileLayout.text(true), Optional.empty())));
  }

  @Test
  void readsLabelsFromFilesOfTheirOwn() throws IOException {
    String features = write("f.dat", "1.50000000000000e+00  -2\n0.25 1.0e-03\n");
    same(ExampleFiles.read(spark, source(features, write("unit.dat", "1 0 0\n0 0 1\n"))));
    same(ExampleFiles.read(spark, source(features, write("index.dat", "0\n2\n"))));
  }

  @Test
  void readsDirectoriesGlobsAndUrisInOrderOfNames() throws IOException {
    Files.createDirectory(directory.resolve("d"));
    write("d/part-1.csv", "0.25,1e-3,2\n");
    write("d/part-0.csv", "1.5,-2,0\n");
    write("d/part-2.csv", "");
    write("d/_SUCCESS", "not a number");
    write("d/.part-0.csv.tmp", "not a number");
    same(read(directory.resolve("d").toString()));
    same(read(directory.resolve("d").toUri().toString()));
    same(read(directory + "/d/part-*.csv"));
    same(read(directory + "/{d,e}"));
  }

  @Test
  void readsVectorsAsSparkMllibWritesThem() {
    StructType schema =
        new StructType().add("features", SQLDataTypes.VectorType()).add("label", DataTypes.DoubleType);
    List<Row> rows =
        List.of(
            RowFactory.create(Vectors.dense(1.5, 0, -2), 0.0),
            RowFactory.create(Vectors.sparse(3, new int[] {0, 2}, new double[] {0.25, 1e-3}), 2.0),
            RowFactory.create(Vectors.sparse(3, new int[0], new double[0]), 1.0));
    String files = directory.resolve("vectors.parquet").toString();
    LocalSpark.session().createDataFrame(rows, schema).coalesce(1).write().parquet(files);
    FileLayout parquet = new FileLayout(FileFormat.PARQUET, false, List.of(), Optional.empty(), List.of());
    Examples read = ExampleFiles.read(spark, new ExampleSource(files, "", 3, 3, parquet, Optional.empty()));
    assertArrayEquals(new double[] {1.5, 0, -2, 0.25, 0, 1e-3, 0, 0, 0}, read.features());
    assertArrayEquals(new int[] {0, 2, 1}, read.labels());
  }

  @Test
  void takesNamesWithSpecialCharactersAsTheyStand() throws IOException {
    same(read(write("my, odd [1] {a}.csv", "1.5,-2,0\n0.25,1e-3,2\n")));
  }

  @Test
  void keepsOrderAndLineNumbersOverPartitions() throws IOException {
    long seed = 42;
    SplittableRandom random = new SplittableRandom(seed);
    int count = 5000;
    double[] features = random.doubles(2L * count, -1, 1).toArray();
    int[] labels = random.ints(count, 0, 3).toArray();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(features[2 * i]).append(',').append(features[2 * i + 1]).append(',').append(labels[i]).append('\n');
    }
    String file = write("large.csv", lines.toString());
    for (int partitions : new int[] {1, 2, 7}) {
      Examples read = ExampleFiles.read(spark, source(file, ""), partitions);
      assertArrayEquals(features, read.features(), partitions + " partitions, seed " + seed);
      assertArrayEquals(labels, read.labels(), partitions + " partitions, seed " + seed);
    }
    Files.createDirectory(directory.resolve("two"));
    write("two/a.csv", lines.toString());
    String[] bad = lines.toString().split("\n");
    bad[4000] = "1,2,x";
    bad[4900] = "1,2";
    String second = write("two/b.csv", String.join("\n", bad));
    UserError error = assertThrows(
        UserError.class, () -> ExampleFiles.read(spark, source(directory + "/two", ""), 9));
    assertEquals(
        second + ", line 4001: column 3: 'x' is not a number, must be a finite decimal number", error.getMessage());
  }

  @Test
  void namesEachBadLine() throws IOException {
    String columns = "must be 3 (2 features and a class) or 5 (2 features and a unit vector of 3); mend the line or "
        + "set the counts of features and classes";
    refused("1,2,0\n\n1,2\n", ", line 3: 2 columns, " + columns);
    refused("1,2,0\n1,2,0,\n", ", line 2: 4 columns, " + columns);
    refused("1,2,0\n1,,0\n", ", line 2: column 2 is empty, must be a number");
    refused("1,2,0\n1,NaN,0\n", ", line 2: column 2: 'NaN' is not finite, must be a finite decimal number");
    refused("1,2,0\n-Infinity,1,0\n", ", line 2: column 1: '-Infinity' is not finite, must be a finite decimal number");
    refused("1,2,0\n1,2,3\n", ", line 2: label '3', must be an integer from 0 to 2; classes count from 0");
    refused("1,2,0\n1,2,-1\n", ", line 2: label '-1', must be an integer from 0 to 2; classes count from 0");
    refused("1,2,0\n1,2,0.5\n", ", line 2: label '0.5', must be an integer from 0 to 2; classes count from 0");
    refused("1,2,0\n1,2,1e20\n", ", line 2: label '1e20', must be an integer from 0 to 2; classes count from 0");
    for (String vector : new String[] {"0,0,0", "1,1,0", "0.5,0.5,0", "0,2,0", "0,-1,1"}) {
      refused("1,2,0\n1,2," + vector, ", line 2: label is no unit vector, must have one 1 and otherwise 0");
    }
    refused(
        "x,y,class\n1,2,0\n",
        ", line 1: column 1: 'x' is not a number, must be a finite decimal number; if the line names the columns, say "
            + "that the file has a header");
  }

  @Test
  void namesBadLabelFiles() throws IOException {
    String features = write("f.csv", "1,2\n3,4\n");
    String labels = write("l.csv", "0\n1\n2\n");
    assertEquals(
        labels + ": 3 labels for the 2 examples of " + features + "; give one label an example",
        assertThrows(UserError.class, () -> ExampleFiles.read(spark, source(features, labels))).getMessage());
    String wide = write("w.csv", "0 1\n");
    assertEquals(
        wide + ", line 1: 2 columns, must be 1 (a class) or 3 (a unit vector of 3); mend the line or set the counts of "
            + "features and classes; if the line names the columns, say that the file has a header",
        assertThrows(UserError.class, () -> ExampleFiles.read(spark, source(features, wide))).getMessage());
    String absent = directory + "/absent.csv";
    assertEquals(
        absent + ": no file there; check the path",
        assertThrows(UserError.class, () -> ExampleFiles.read(spark, source(features, absent))).getMessage());
  }

  @Test
  void namesFilesThatHoldNothing() throws IOException {
    refused("", ": holds no examples; give a file with one example a line");
    refused("# only a comment\n\n", ": holds no examples; give a file with one example a line");
    String empty = Files.createDirectory(directory.resolve("empty")).toString();
    refusedPath(empty, empty + ": no file there; check the path");
    refusedPath(directory + "/*.absent", directory + "/*.absent: no file there; check the path");
    Files.createDirectories(directory.resolve("outer/inner"));
    refusedPath(
        directory + "/outer",
        directory + "/outer: holds the directory inner; name the files by a pattern such as " + directory
            + "/outer/*/*");
    refusedPath("nosuch://x/y", "no such file system");
    String hidden = write("_hidden.csv", "1,2,0\n");
    refusedPath(hidden, hidden + ": Spark reads no file whose name begins with '.' or '_'; rename it");
  }

  @Test
  void namesFilesThatCannotBeRead() throws IOException {
    String file = write("locked.csv", "1,2,0\n");
    assertTrue(Path.of(file).toFile().setReadable(false, false));
    assumeFalse(Files.isReadable(Path.of(file)), "this user reads everything");
    refusedPath(file, file + ": cannot be read (");
  }

  @Test
  void namesDamagedArchives() throws IOException {
    String file = write("damaged.csv.gz", "this is not compressed");
    refusedPath(file, file + ": cannot be read (");
  }

  @Test
  void refusesMoreThanAnArrayHolds() {
    ExampleFiles.requireCount("f.csv", 715_827_879, 3);
    assertEquals(
        "f.csv: 715827880 examples of 3 features, at most 715827879 fit; give fewer examples",
        assertThrows(UserError.class, () -> ExampleFiles.requireCount("f.csv", 715_827_880, 3)).getMessage());
  }

  @Test
  void readsBackWhatTheWriterWrote() {
    double[] features = {0.1 + 0.2, -0.0, Double.MIN_VALUE, Double.MAX_VALUE};
    String file = directory.resolve("written.csv").toString();
    ExampleWriter.write(spark.hadoopConfiguration(), file, new Examples(features, LABELS, 2));
    Examples read = read(file);
    assertArrayEquals(features, read.features());
    assertArrayEquals(LABELS, read.labels());
  }

  private void same(String content) throws IOException {
    same(read(write("examples.txt", content)));
  }

  private static void same(Examples examples) {
    assertArrayEquals(FEATURES, examples.features());
    assertArrayEquals(LABELS, examples.labels());
  }

  private void refused(String content, String message) throws IOException {
    String file = write("bad.csv", content);
    assertEquals(file + message, assertThrows(UserError.class, () -> read(file), content).getMessage());
  }

  private void refusedPath(String path, String message) {
    String found = assertThrows(UserError.class, () -> read(path), path).getMessage();
    assertTrue(found.contains(message), found);
    assertFalse(found.contains("\n"), found);
  }

  private Examples read(String path) {
    return ExampleFiles.read(spark, source(path, ""));
  }

  private static ExampleSource source(String features, String labels) {
    return new ExampleSource(features, labels, 2, 3, FileLayout.text(false), Optional.empty());
  }

  private String write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }
}
