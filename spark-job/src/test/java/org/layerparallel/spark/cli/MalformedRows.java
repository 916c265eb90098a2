package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** Files of examples that are wrong: training or validation, labels in the last column or in a file of their own. */
final class MalformedRows {

  private static final int ROWS = 40;

  private static final List<String> NO_FEATURES =
      List.of("NaN", "-Infinity", "1e999", "0x10", "1d", "half", "", "\"0.5\"", "'0.5'", "--1", "1e", "\u0661",
          "\u0000", "0.5.5", "[31m\u001b", "1_000");

  private static final List<String> NO_LABELS =
      List.of("5", "-1", "1.5", "NaN", "1e999", "2147483648", "99999999999999999999", "", "one", "1e-320", "0x1");

  private final Refusals refusals;
  private final Path directory;
  private final Path good;
  private final Path file;
  private final SplittableRandom random = new SplittableRandom(20260103);
  private int turn;

  MalformedRows(Refusals refusals, Path directory) throws IOException {
    this.refusals = refusals;
    this.directory = directory;
    this.file = directory.resolve("malformed.csv");
    this.good = Files.writeString(directory.resolve("good.csv"), String.join("\n", rows()) + "\n");
  }

  void run() throws IOException {
    for (String word : NO_FEATURES) {
      column(random.nextInt(2), word, separator());
    }
    for (String word : NO_LABELS) {
      column(2, word, separator());
    }
    for (int columns : new int[] {1, 2, 4, 6, 8, 100}) {
      String separator = separator();
      row("a row of " + columns + " columns", String.join(separator, "1".repeat(columns).split("")), separator);
    }
    for (String unit : List.of("0 0 0 0 0", "1 1 0 0 0", "0 0 0.5 0.5 0", "0 0 2 0 0", "0 -1 0 0 0", "NaN 0 0 0 1")) {
      String separator = separator();
      row("unit vector " + unit, ("0.5 0.5 " + unit).replace(" ", separator), separator);
    }
    encodings();
    longLines();
    filesThatAreNone();
    counts();
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(random.nextDouble() + "," + -random.nextDouble() + "," + i % 5);
    }
    return rows;
  }

  private String separator() {
    return random.nextBoolean() ? "," : ";";
  }

  private void column(int column, String word, String separator) throws IOException {
    String[] columns = rows().get(0).split(",");
    columns[column] = word;
    row("'" + word + "' in column " + (column + 1), String.join(separator, columns), separator);
  }

  private void row(String what, String row, String separator) throws IOException {
    List<String> rows = rows();
    rows.replaceAll(one -> one.replace(",", separator));
    rows.set(random.nextInt(ROWS), row);
    content(what, (String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void encodings() throws IOException {
    String text = String.join("\n", rows()) + "\n";
    for (Charset encoding : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      content("in " + encoding, text.getBytes(encoding));
    }
    for (int i = 0; i < 12; i++) {
      byte[] flipped = text.getBytes(StandardCharsets.UTF_8);
      flipped[random.nextInt(flipped.length)] |= (byte) 0x80;
      content("a byte's first bit set", flipped);
    }
    for (int i = 0; i < 12; i++) {
      // The row that is cut keeps one or two of its columns.
      int last = text.indexOf('\n', random.nextInt(text.length() / 2));
      int end = text.indexOf(',', last) + 1;
      String cut = text.substring(0, random.nextBoolean() ? end : text.indexOf(',', end) + 1);
      content("cut short", cut.getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = new byte[5000];
    for (int i = 0; i < 5; i++) {
      random.nextBytes(bytes);
      content("bytes of no meaning", bytes);
    }
    content("a header that is not declared", ("x,y,class\n" + text).getBytes(StandardCharsets.UTF_8));
    content("lines that end in a separator", text.replace("\n", ",\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private void longLines() throws IOException {
    for (String separator : List.of(",", ";", " ")) {
      content("a line of megabytes", ("1" + separator).repeat(1 << 20).getBytes(StandardCharsets.UTF_8));
    }
    content("a number of megabytes", ("7".repeat(1 << 21) + ",1,1\n").getBytes(StandardCharsets.UTF_8));
    content("a word of megabytes", ("x".repeat(1 << 21) + ",1,1\n").getBytes(StandardCharsets.UTF_8));
    content("blanks", ("1" + " ".repeat(1 << 20) + "x 1\n").getBytes(StandardCharsets.UTF_8));
    content("nothing but empty lines", "\n".repeat(1 << 14).getBytes(StandardCharsets.UTF_8));
    Path sparse = directory.resolve("sparse.csv");
    try (RandomAccessFile content = new RandomAccessFile(sparse.toFile(), "rw")) {
      content.setLength(200L << 20);
    }
    refuse("no line break in 200 MB", sparse, 4L << 20);
    Files.delete(sparse);
    Path bomb = directory.resolve("bomb.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 100; i++) {
        out.write(zeros);
      }
    }
    refuse("compressed zeros", bomb, 4L << 20);
    byte[] whole = Files.readAllBytes(bomb);
    Files.write(bomb, Arrays.copyOf(whole, 500));
    refuse("a compressed file cut short", bomb, 4L << 20);
  }

  private void filesThatAreNone() throws IOException {
    content("nothing", new byte[0]);
    content("comments alone", "# one\n  # two\n".getBytes(StandardCharsets.UTF_8));
    refuse("no file", directory.resolve("absent.csv"), 0);
    Path nested = Files.createDirectories(directory.resolve("outer/inner"));
    refuse("a directory of directories", nested.getParent(), 0);
    refuse("an empty directory", nested, 0);
    for (String pattern : List.of("{a,b", "[z-a]*", "[a", "*.nothing", "\\", "{", "a{b,c}}{")) {
      refuse("the pattern " + pattern, directory.resolve(pattern), 0);
    }
    for (String path : List.of("nosuch://host/x", "hdfs://", "http://", ":", "a:b", "file://host/x", "\u0000")) {
      refuse("the path " + path, Path.of("placeholder"), 0, path);
    }
  }

  private void counts() throws IOException {
    for (int count : new int[] {1, 3, 1_000_000, Integer.MAX_VALUE}) {
      settings("features " + count, "data.files.feature-count=" + count);
    }
    for (int count : new int[] {2, 3, 4}) {
      settings("classes " + count, "data.files.classes=" + count);
    }
    for (int count : new int[] {1_000_000_000, Integer.MAX_VALUE}) {
      settings("classes " + count, "data.files.classes=" + count);
    }
    Path labels = directory.resolve("labels.csv");
    for (String content :
        List.of("", "1\n", "1\n".repeat(ROWS + 1), "x\n".repeat(ROWS), "1,2\n".repeat(ROWS), "5\n".repeat(ROWS))) {
      Files.writeString(labels, content);
      settings("labels apart", "data.files.training.labels=" + labels);
    }
  }

  private void settings(String what, String... settings) {
    run(what, 0, Command.files(good, good, with(settings)));
  }

  private void content(String what, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    refuse(what, file, bytes.length);
  }

  private void refuse(String what, Path bad, long bytes) {
    refuse(what, bad, bytes, bad.toString());
  }

  private void refuse(String what, Path bad, long bytes, String name) {
    boolean training = turn++ % 2 == 0;
    String key = "data.files." + (training ? "training" : "validation") + ".features=" + name;
    run(what, bytes, Command.files(good, good, with(key)));
  }

  private static String[] with(String... settings) {
    String[] all = Arrays.copyOf(settings, settings.length + 1);
    all[settings.length] = "execution.kind=in-process";
    return all;
  }

  private void run(String what, long bytes, String[] settings) {
    refusals.refuse("examples, " + what, bytes, Command.small("train", directory.resolve("new/run"), settings));
  }
}
