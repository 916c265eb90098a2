package org.layerparallel.spark.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Weight files that are wrong: models, by every command that reads one, and design texts. */
final class MalformedModels {

  private static final int WEIGHTS = 117;

  private static final List<String> NO_NUMBERS =
      List.of("NaN", "Infinity", "-Infinity", "1e999", "0x10", "0x1p3", "1d", "1f", "--1", "1,5", "1 2", "half",
          "\"0.5\"",
          "\u0661", "1e", ".", "+", "\u0000", "[31m\u001b", "0.5;");

  private final Refusals refusals;
  private final Path directory;
  private final SplittableRandom random = new SplittableRandom(20260102);
  private int turn;

  MalformedModels(Refusals refusals, Path directory) {
    this.refusals = refusals;
    this.directory = directory;
  }

  void run() throws IOException {
    Path good = directory.resolve("good.safetensors");
    Path design = Files.writeString(directory.resolve("design.txt"), "0.5\n".repeat(WEIGHTS));
    Command.succeed("import", design.toString(), good.toString(), "-s", "network.width=4", "--layers", "4");
    byte[] whole = Files.readAllBytes(good);
    SafetensorsBytes model = SafetensorsBytes.of(whole);
    for (int i = 0; i < 40; i++) {
      model("cut short", Arrays.copyOf(whole, random.nextInt(whole.length)));
      model("longer", Arrays.copyOf(whole, whole.length + 1 + random.nextInt(64)));
    }
    model.wrongHeaders(this::model);
    List<String> names = new ArrayList<>();
    model.header().fieldNames().forEachRemaining(names::add);
    names.remove("__metadata__");
    for (String name : names.subList(1, 3)) {
      model.wrongEntries(name, this::model);
    }
    for (String name : names) {
      for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
        model(name + " with " + number, model.withNumber(name, random.nextInt(model.numbers(name)), number));
      }
    }
    metadata(model);
    sparse(model);
    designs();
  }

  private void metadata(SafetensorsBytes model) {
    List<String> keys = new ArrayList<>();
    model.header().path("__metadata__").fieldNames().forEachRemaining(keys::add);
    for (String key : keys) {
      model("no " + key, model.edited(all -> metadata(all).remove(key)));
      model("a number as " + key, model.edited(all -> metadata(all).put(key, 4)));
      for (String value : List.of("", "-1", "0", "NaN", "0x4", "1e999", "two", "99999999999999999999", "../../x")) {
        if ((key.equals("eta") || key.equals("final_time")) && value.endsWith("9")) {
          continue;
        }
        model(key + " " + value, model.edited(all -> metadata(all).put(key, value)));
      }
    }
    model("an unknown key", model.edited(all -> metadata(all).put("class", "java.lang.Runtime")));
    model("all sizes as large as can be", model.edited(all -> {
      for (String key : List.of("features", "width", "classes", "layers")) {
        metadata(all).put(key, "2147483647");
      }
    }));
  }

  private static ObjectNode metadata(ObjectNode header) {
    return (ObjectNode) header.get("__metadata__");
  }

  /** Files of many gigabytes without content, which take no room on the disk. */
  private void sparse(SafetensorsBytes model) throws IOException {
    byte[] start =
        new SafetensorsBytes(model.header(), new byte[0])
            .edited(all -> metadata(all).put("width", "40000").put("layers", "5000"));
    for (long length : new long[] {1L << 31, 1L << 36}) {
      Path file = directory.resolve("sparse.safetensors");
      Files.write(file, start);
      extend(file, length);
      command("sparse, " + length, file, start.length);
      Path text = Files.writeString(directory.resolve("sparse.txt"), "0.5\n");
      extend(text, length);
      refuseDesign("sparse, " + length, text, 4);
      Files.delete(text);
      Files.delete(file);
    }
  }

  private static void extend(Path file, long length) throws IOException {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.setLength(length);
    }
  }

  private void designs() throws IOException {
    for (String word : NO_NUMBERS) {
      for (int line : new int[] {0, random.nextInt(WEIGHTS), WEIGHTS - 1}) {
        String[] lines = new String[WEIGHTS];
        Arrays.fill(lines, "0.5");
        lines[line] = word;
        design("'" + word + "' in line " + line, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    for (int count : new int[] {0, 1, WEIGHTS - 1, WEIGHTS + 1, 2 * WEIGHTS, 100_000}) {
      design(count + " numbers", "0.5\n".repeat(count).getBytes(StandardCharsets.UTF_8));
    }
    String good = "0.5\n".repeat(WEIGHTS);
    design("in UTF-16", good.getBytes(StandardCharsets.UTF_16));
    design("in UTF-16LE", good.getBytes(StandardCharsets.UTF_16LE));
    design("a line of megabytes", "5".repeat(3 << 20).getBytes(StandardCharsets.UTF_8));
    design("a line of blanks", (" ".repeat(3 << 20) + "x").getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 30; i++) {
      byte[] flipped = good.getBytes(StandardCharsets.UTF_8);
      flipped[random.nextInt(flipped.length)] |= (byte) 0x80;
      design("a byte's first bit set", flipped);
    }
    refuseDesign("a directory", directory, 0);
    refuseDesign("an endless file", Path.of("/dev/zero"), 0);
    command("a directory", Files.createDirectory(directory.resolve("directory.safetensors")), 0);
  }

  private void model(String what, byte[] bytes) {
    Path file = write("malformed.safetensors", bytes);
    command(what, file, bytes.length);
  }

  /** By one of the commands that read models, in turn. */
  private void command(String what, Path model, long bytes) {
    String output = directory.resolve("new").resolve("run").toString();
    String[] arguments =
        switch (turn++ % 3) {
          case 0 -> new String[] {"export", model.toString(), directory.resolve("exported.txt").toString()};
          case 1 ->
              Command.small("train", Path.of(output), "execution.kind=in-process", "initial-weights.file=" + model);
          default ->
              new String[] {
                "convergence", "-w", model.toString(), "-o", output, "-s", "execution.kind=in-process"
              };
        };
    refusals.refuse("model, " + what, bytes, arguments);
  }

  private void design(String what, byte[] bytes) {
    refuseDesign(what, write("malformed.txt", bytes), bytes.length);
  }

  private void refuseDesign(String what, Path design, long bytes) {
    String imported = directory.resolve("imported.safetensors").toString();
    refusals.refuse(
        "design, " + what, bytes, "import", design.toString(), imported, "-s", "network.width=4", "--layers", "4");
  }

  private Path write(String name, byte[] bytes) {
    try {
      return Files.write(directory.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
