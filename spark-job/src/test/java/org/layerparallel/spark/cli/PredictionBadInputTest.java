package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.spark.LocalSpark;

/** Whatever is wrong with a model or its examples is told in one line, and no output is left. */
class PredictionBadInputTest {

  @TempDir private Path directory;

  private Path model;

  @BeforeEach
  void importModel() throws IOException {
    model = PredictCommandTest.model(directory);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0.5,NaN,1 | line 2: column 2: 'NaN' is not finite",
        "0.5,1,1,1 | line 2: 4 columns, must be 2 (2 features), 3 (2 features and a class) or 7 (2 features and a unit"
            + " vector of 5); mend the line or take another model than ",
        "x,1 | line 2: column 1: 'x' is not a number",
      })
  void linesOfText(String line, String problem) throws IOException {
    Path file = write("bad.txt", "0.5,0.5\n" + line + "\n");
    refuse(file + ", " + problem, predict(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1,2,3,Infinity | line 3: column 'y': 'Infinity' is not finite",
        "1,2,,4 | line 3: column 'x' is empty, must be a number",
        "1,2,3 | line 3: 3 columns, must be 4, as many as the header names",
        "1,2,3,4,5 | line 3: 5 columns, must be 4",
        "1,5,3,4 | line 3: label '5', must be an integer from 0 to 4",
      })
  void linesOfCsv(String line, String problem) throws IOException {
    Path file = write("bad.csv", "id,class,x,y\n1,2,3,4\n" + line + "\n");
    refuse(file + ", " + problem, evaluate(file, "--features", "x,y", "--label", "class"));
  }

  @Test
  void columnsOfCsv() throws IOException {
    Path file = write("bad.csv", "id,class,x,y,x\n1,2,3,4,5\n");
    refuse(
        file + ": has no column 'z', must be one of id, class, x, y, x", predict(file, "--features", "y,z"));
    refuse(file + ": has two columns 'x', must have one", predict(file, "--features", "x,y"));
    refuse(
        file + ": has 1 columns of features, must have 2; choose them by name, or take another model than " + model,
        predict(file, "--features", "y"));
    refuse(file + ": has no column 'label'", evaluate(file, "--features", "y,class"));
    refuse(
        file + ": is TEXT, of which no columns can be chosen by name",
        predict(file, "--features", "x,y", "--input-format", "text"));
    Path two = Files.createDirectory(directory.resolve("two"));
    Files.writeString(two.resolve("a"), "x,y\n1,2\n");
    Files.writeString(two.resolve("b"), "y,x\n1,2\n");
    refuse(
        two.resolve("b") + ", line 1: names other columns than the first file does",
        predict(two, "--features", "x,y"));
    refuse(
        "column 'prediction' cannot be kept",
        predict(write("kept.csv", "x,y,prediction\n1,2,3\n"), "--keep", "prediction"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 3:5 | '3:5', must be index:value with an index from 1 to 2",
        "1 0:5 | '0:5', must be index:value with an index from 1 to 2",
        "1 1:2 5 | '5', must be index:value",
        "1 2:5 1:3 | index 1 follows 2, must be larger",
        "1 1:nan | feature 1: 'nan' is not a number",
        "1 1: | feature 1 is empty, must be a number",
        "5 1:2 | label '5', must be an integer from 0 to 4",
        "1:2 2:2 | begins with no label, must be a class from 0 to 4",
      })
  void linesOfLibsvm(String line, String problem) throws IOException {
    Path file = write("bad.svm", "1 1:2 2:3 # good\n" + line + "\n");
    refuse(file + ", line 2: " + problem, evaluate(file));
  }

  @Test
  void rowsAndColumnsOfParquet() throws IOException {
    StructType schema =
        new StructType()
            .add("name", DataTypes.StringType)
            .add("x", DataTypes.DoubleType)
            .add("y", DataTypes.FloatType)
            .add("list", DataTypes.createArrayType(DataTypes.IntegerType))
            .add("label", DataTypes.DoubleType);
    Path file =
        parquet(
            "bad.parquet",
            schema,
            RowFactory.create("a", 1.0, 2f, new int[] {1, 2}, 4.0),
            RowFactory.create("b", Double.NaN, 2f, new int[] {1, 2, 3}, 0.5),
            RowFactory.create(null, 3.0, null, null, 7.0));
    String part = part(file);
    refuse(part + ": has no column 'z', must be one of name, x, y, list, label", predict(file, "--features", "z"));
    refuse(
        part + ": column 'name' holds string, must hold numbers, arrays of them or vectors; choose other columns",
        predict(file));
    refuse(part + ": has 1 columns of features, must have 2", predict(file, "--features", "x"));
    refuse(
        part + ": column 'name' holds string, must hold numbers",
        evaluate(file, "--features", "x,y", "--label", "name"));
    refuse(part + ", row 2: column 'x' holds NaN, must be a finite number", predict(file, "--features", "x,y"));
    refuse(part + ", row 2: has 3 features in column 'list', must have 2", predict(file, "--features", "list"));
    Path labels = parquet("labels.parquet", schema, RowFactory.create("a", 1.0, 2f, new int[] {1, 2}, 0.5));
    refuse(part(labels) + ", row 1: label '0.5', must be an integer", evaluate(labels, "--features", "list"));
    refuse(
        "column 'list' holds array<int>, which CSV does not; write Parquet",
        predict(file, "--features", "x,y", "--keep", "list"));
    refuse(
        part(parquet("null.parquet", schema, RowFactory.create("a", 1.0, null, null, 0.0)))
            + ", row 1: column 'y' is empty, must be a number",
        predict(directory.resolve("null.parquet"), "--features", "x,y"));
    StructType vectors =
        new StructType()
            .add(
                "features",
                new StructType()
                    .add("type", DataTypes.ByteType)
                    .add("size", DataTypes.IntegerType)
                    .add("indices", DataTypes.createArrayType(DataTypes.IntegerType))
                    .add("values", DataTypes.createArrayType(DataTypes.DoubleType)));
    int number = 0;
    for (Row vector :
        List.of(
            RowFactory.create((byte) 0, 3, new int[] {2}, new double[] {1}),
            RowFactory.create((byte) 0, 2, new int[] {2}, new double[] {1}),
            RowFactory.create((byte) 0, 2, null, null))) {
      Path wrong = parquet("vector-" + number++, vectors, RowFactory.create(vector));
      refuse(part(wrong) + ", row 1: column 'features' holds [0,", predict(wrong));
    }
    Path longer = parquet("longer", vectors, RowFactory.create(RowFactory.create((byte) 1, null, null, new double[3])));
    refuse(part(longer) + ", row 1: has 3 features in column 'features', must have 2", predict(longer));
    Path text = write("text.parquet", "no, it is not");
    refuse(text + ": cannot be read as Parquet (", predict(text));
  }

  @Test
  void filesOfOneKindThatAreAnother() throws IOException {
    StructType right = new StructType().add("x", DataTypes.DoubleType).add("y", DataTypes.DoubleType);
    StructType wrong = new StructType().add("x", DataTypes.StringType).add("y", DataTypes.DoubleType);
    Path both = Files.createDirectory(directory.resolve("both"));
    Files.copy(Path.of(part(parquet("a.parquet", right, RowFactory.create(1.0, 2.0)))), both.resolve("1.parquet"));
    Files.copy(Path.of(part(parquet("b.parquet", wrong, RowFactory.create("a", 2.0)))), both.resolve("2.parquet"));
    refuse(both.resolve("2.parquet") + ": cannot be read (", predict(both));
  }

  @Test
  void aLineOfALaterPiece() throws IOException {
    Path many = Files.createDirectory(directory.resolve("many"));
    Files.writeString(many.resolve("a"), "1,2\n".repeat(1000));
    Files.writeString(many.resolve("b"), "1,2\n\n".repeat(20000) + "1,oops\n" + "1,2\n".repeat(20));
    refuse(many.resolve("b") + ", line 40001: column 2: 'oops' is not a number", predict(many));
  }

  @Test
  void whatDoesNotFit() throws IOException {
    Path good = write("good.txt", "0.5,0.5,1\n");
    Path absent = directory.resolve("absent.txt");
    refuse(absent + ": no file there; check the path", predict(absent));
    refuse(absent + ": no such file", "predict", absent.toString(), good.toString(), "-o", path("new/out.csv"));
    Path empty = write("empty.txt", "# nothing\n");
    refuse(empty + ": holds no examples", predict(empty));
    refuse(empty + ": holds no examples", evaluate(empty));
    Path three = write("three.csv", "band,mean,factor\n1,0,1\n2,0,1\n3,0,1\n");
    refuse(
        three + ": is of 3 features, must be of the 2 that " + model + " takes",
        predict(good, "--standardization", three.toString()));
    Path bands = write("bands.csv", "band,mean,factor\n1,0,1\n2,x,1\n");
    refuse(bands + ", line 3: mean: 'x' is not a number", predict(good, "--standardization", bands.toString()));
    Path huge = write("huge.txt", "1e308,1e308\n");
    refuse(huge + ": an example's features are so large", predict(huge));
    String out = path("new/out");
    refuse(
        out + ": must end with .csv or .parquet", "predict", model.toString(), good.toString(), "-o", out);
    Path below = good.resolve("below.json");
    refuse(below + ": cannot be written", evaluate(good, "--json", below.toString()));
  }

  @Test
  void settingsOfATrainingThatDoNotGoTogether() throws IOException {
    Path good = write("good.csv", "0.5,0.5,1\n0.5,0.25,2\n");
    for (String[] wrong :
        List.of(
            new String[] {
              "data.files.feature-columns=[x]", "data.files.format=libsvm",
              "data.files.feature-columns = [\"x\"]: must be empty, as columns of text and libsvm have no names"
            },
            new String[] {
              "data.files.training.labels=l.csv", "data.files.format=parquet",
              "data.files.training.labels = l.csv: must be empty, as labels in files of their own"
            },
            new String[] {
              "data.files.feature-columns=[0.5,x]", "data.files.format=auto",
              good + ": has no column 'label', must be one of 0.5, 0.5, 1"
            })) {
      refuse(
          wrong[2],
          Command.small("train", directory.resolve("new/run"), Command.files(good, good, wrong[0], wrong[1])));
    }
  }

  private String[] predict(Path input, String... options) {
    return command(List.of("predict", model.toString(), input.toString(), "-o", path("new/out.csv")), options);
  }

  private String[] evaluate(Path input, String... options) {
    return command(List.of("evaluate", model.toString(), input.toString()), options);
  }

  private static String[] command(List<String> first, String... options) {
    List<String> arguments = new ArrayList<>(first);
    arguments.addAll(List.of("--master", "local[2]"));
    arguments.addAll(Arrays.asList(options));
    return arguments.toArray(String[]::new);
  }

  /** Demands one line that begins with {@code problem}, and all files as they were. */
  private void refuse(String problem, String... arguments) {
    Map<String, String> before = Command.content(directory);
    Command command = Command.run(arguments);
    String what = String.join(" ", arguments) + "\n" + command.err();
    assertEquals(2, command.code(), what);
    assertEquals("", command.out(), what);
    assertEquals(1, command.err().lines().count(), what);
    assertTrue(command.err().startsWith("error: " + problem), () -> "must begin with " + problem + "\n" + what);
    assertEquals(before, Command.content(directory), what);
  }

  private Path parquet(String name, StructType schema, Row... rows) {
    Path path = directory.resolve(name);
    LocalSpark.session().createDataFrame(List.of(rows), schema).coalesce(1).write().parquet(path.toString());
    return path;
  }

  /** The one file of a directory of Parquet. */
  private static String part(Path parquet) {
    return Command.names(parquet).stream()
        .filter(name -> name.startsWith("part-"))
        .map(name -> parquet.resolve(name).toString())
        .findFirst()
        .orElseThrow();
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }
}
