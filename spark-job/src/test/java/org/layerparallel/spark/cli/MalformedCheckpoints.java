package org.layerparallel.spark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Checkpoints that are damaged, and checkpoints that somebody made: their checksums are right, and nothing else. */
final class MalformedCheckpoints {

  private static final String LIST = "checksums.txt";
  private static final String MANIFEST = "manifest.json";
  private static final String DRIVER = "driver.safetensors";

  private final Refusals refusals;
  private final Path directory;
  private final Path checkpoints;
  private final Path checkpoint;
  private final String[] resume;
  private final Map<String, byte[]> whole = new LinkedHashMap<>();
  private final SplittableRandom random = new SplittableRandom(20260105);

  MalformedCheckpoints(Refusals refusals, Path directory) {
    this.refusals = refusals;
    this.directory = directory;
    this.checkpoints = directory.resolve("checkpoints");
    this.checkpoint = checkpoints.resolve("checkpoint-000001");
    this.resume = resume(checkpoints, directory.resolve("new/run"));
  }

  private static String[] resume(Path checkpoints, Path output) {
    String[] small = Command.small("train", output, "execution.kind=in-process", "nested.iterations=[4,4]");
    return Stream.concat(Stream.of(small), Stream.of("--checkpoint-dir", checkpoints.toString(), "--resume"))
        .toArray(String[]::new);
  }

  void run() throws IOException {
    // In the second level, with pairs of L-BFGS.
    SavedRun.leave(checkpoints, 6, resume);
    try (Stream<Path> files = Files.list(checkpoint)) {
      for (Path file : files.sorted().toList()) {
        whole.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    // As it is, a run goes on from it.
    Path copy = directory.resolve("copy");
    Files.createDirectories(copy.resolve(checkpoint.getFileName()));
    for (Map.Entry<String, byte[]> file : whole.entrySet()) {
      Files.write(copy.resolve(checkpoint.getFileName()).resolve(file.getKey()), file.getValue());
    }
    Command.succeed(resume(copy, directory.resolve("resumed")));
    damages();
    lists();
    manifests();
    String layers = whole.keySet().stream().filter(name -> name.startsWith("layers-")).findFirst().orElseThrow();
    tensors(DRIVER, List.of("states"));
    tensors(layers, List.of("steps"));
    numbers(layers);
  }

  /** Checksums tell. */
  private void damages() {
    for (Map.Entry<String, byte[]> file : whole.entrySet()) {
      byte[] bytes = file.getValue();
      for (int i = 0; i < 4; i++) {
        byte[] flipped = bytes.clone();
        flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        damaged("a bit", file.getKey(), flipped);
        damaged("cut short", file.getKey(), Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        damaged("longer", file.getKey(), Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100)));
      }
      damaged("gone", file.getKey(), null);
    }
  }

  private void lists() {
    byte[] driver = whole.get(DRIVER);
    for (String name :
        List.of("../../good", "/etc/passwd", "..", ".", "", "a/b", "a\\b", "A.txt", "x y", "file:///etc/passwd", "~",
            "\u0000", ".hidden", "absent.safetensors")) {
      list("the name " + name, "00000000 0 " + name);
      list("the name " + name + " of a file", line(name, driver));
    }
    for (String line :
        List.of("", " ", "0 0 a", "0000000g 0 a", "00000000 -1 a", "00000000 1e3 a", "00000000 99999999999999999999 a",
            "00000000 0", "x", "00000000  0 a", "00000000 0 checkpoint", "00000000 999999999999999999 " + DRIVER)) {
      list("the line '" + line + "'", line);
    }
    for (String missing : whole.keySet()) {
      if (!missing.equals(LIST)) {
        write(LIST, list(missing, whole));
        refuse("a list without " + missing, 0);
      }
    }
    write(LIST, new byte[20 << 20]);
    refuse("a list of megabytes", 20 << 20);
    restore();
  }

  private void list(String what, String line) {
    String lines = lines("", whole) + line + "\n";
    write(LIST, (lines + line(LIST, lines.getBytes(StandardCharsets.UTF_8)) + "\n").getBytes(StandardCharsets.UTF_8));
    refuse("a list with " + what, 0);
    restore();
  }

  private void manifests() throws IOException {
    ObjectNode good = (ObjectNode) SafetensorsBytes.JSON.readTree(whole.get(MANIFEST));
    List<String> keys = new ArrayList<>();
    good.fieldNames().forEachRemaining(keys::add);
    for (String key : keys) {
      manifest("no " + key, edited(good, key, null));
      for (String wrong : List.of("null", "{}", "[]", "-1", "1e300", "2147483648", "1.5", "[null]", "true")) {
        manifest(key + " " + wrong, edited(good, key, wrong));
      }
    }
    for (String value : List.of("0", "2", "7", "2147483647", "\"1\"")) {
      manifest("level " + value, edited(good, "level", value));
    }
    for (String value : List.of("0", "1", "3", "2147483647", "\"2\"")) {
      manifest("version " + value, edited(good, "version", value));
    }
    for (String value : List.of("4", "3", "0", "2147483647", "\"2\"")) {
      manifest("iteration " + value, edited(good, "iteration", value));
    }
    String done = "\"ITERATIONS_DONE\"";
    for (String ended :
        List.of("[]", "[\"NOT_FINITE\"]", "[\"DONE\"]", "[" + done + ", " + done + "]", "\"x\"", "[7]")) {
      manifest("ended " + ended, edited(good, "ended", ended));
    }
    for (String layers :
        List.of("[{\"first\": 0, \"end\": 8}]", "[{\"first\": 0, \"end\": 4}]", "[{\"first\": 4, \"end\": 8}]",
            "[{\"first\": 0, \"end\": 4}, {\"first\": 0, \"end\": 4}]",
            "[{\"first\": 0, \"end\": 4}, {\"first\": 4, \"end\": 4}]",
            "[{\"first\": 0, \"end\": 2147483647}]", "[{\"first\": -1, \"end\": 8}]",
            "[{\"first\": \"../x\", \"end\": 8}]",
            "[{\"first\": 0}]", "[[0, 4], [4, 8]]")) {
      manifest("layers " + layers, edited(good, "layers", layers));
    }
    String settings = good.get("settings").asText();
    for (String other :
        List.of("", "{", "include \"/dev/zero\"", "include file(\"/dev/zero\")",
            "include url(\"http://localhost:1/x\")",
            "include classpath(\"x\")", "a = ${b}", "[".repeat(60_000), "a.".repeat(60_000), "x = ${HOME}\n",
            "#".repeat(100_000), "network.width = 5")) {
      ObjectNode copy = good.deepCopy();
      String ending = other.isEmpty() ? "{" : other;
      manifest("settings that end in " + start(ending), copy.put("settings", settings + "\n" + ending));
      manifest("settings " + start(other), copy.put("settings", other));
    }
    manifest("other data", good.deepCopy().put("data", "sha256:00"));
    manifest("another format", good.deepCopy().put("format", "layer-parallel model"));
    String text = good.toString();
    for (String other :
        List.of("", "[]", "null", "{", text + text, text + "}",
            "{\"level\":1," + text.substring(1), text.replace(":", "="),
            "[".repeat(100_000), "{\"a\":" + "[".repeat(100_000), " ".repeat(17 << 20))) {
      crafted("a manifest " + start(other), MANIFEST, other.getBytes(StandardCharsets.UTF_8));
    }
    crafted("a manifest in UTF-16", MANIFEST, text.getBytes(StandardCharsets.UTF_16));
  }

  private static String start(String text) {
    return text.substring(0, Math.min(20, text.length()));
  }

  private static ObjectNode edited(ObjectNode good, String key, String value) {
    ObjectNode copy = good.deepCopy();
    try {
      if (value == null) {
        copy.remove(key);
      } else {
        copy.set(key, SafetensorsBytes.JSON.readTree(value));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy;
  }

  private void manifest(String what, ObjectNode manifest) {
    crafted("a manifest with " + what, MANIFEST, manifest.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void tensors(String file, List<String> names) {
    SafetensorsBytes tensors = SafetensorsBytes.of(whole.get(file));
    tensors.wrongHeaders((what, bytes) -> crafted(what, file, bytes));
    for (String name : names) {
      tensors.wrongEntries(name, (what, bytes) -> crafted(what, file, bytes));
    }
    tensors.header().fieldNames().forEachRemaining(name -> {
      ArrayNode shape = (ArrayNode) tensors.header().path(name).path("shape");
      long rows = shape.get(0).asLong();
      long columns = shape.get(1).asLong();
      if (rows != columns) {
        crafted(name + " transposed", file, tensors.edited(all -> shape(all, name, columns, rows)));
        crafted(name + " in a row", file, rows == 1 ? tensors.edited(all -> shape(all, name, 0, columns))
            : tensors.edited(all -> shape(all, name, 1, rows * columns)));
      }
    });
  }

  private static void shape(ObjectNode header, String name, long rows, long columns) {
    ((ObjectNode) header.get(name)).putArray("shape").add(rows).add(columns);
  }

  private void numbers(String layers) {
    SafetensorsBytes driver = SafetensorsBytes.of(whole.get(DRIVER));
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1, 0.5, 1e300}) {
      for (String name : List.of("ends.offsets", "optimizer.used")) {
        crafted(name + " " + wrong, DRIVER, driver.withNumber(name, 0, wrong));
      }
      crafted("the last offset " + wrong, DRIVER, driver.withNumber("ends.offsets", 2, wrong));
      // Level, layers, number; reductions, cycles and jobs.
      for (int column : new int[] {0, 1, 2, 9, 12, 13, 14}) {
        crafted("iterations " + wrong, DRIVER, driver.withNumber("iterations", 16 + column, wrong));
      }
      for (int column : new int[] {0, 1, 2}) {
        crafted("levels " + wrong, DRIVER, driver.withNumber("levels", column, wrong));
      }
    }
    for (double wrong : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, -1}) {
      crafted("seconds " + wrong, DRIVER, driver.withNumber("seconds", 0, wrong));
      crafted("seconds of an iteration " + wrong, DRIVER, driver.withNumber("iterations", 15, wrong));
      crafted("the gradient's square " + wrong, DRIVER, driver.withNumber("optimizer.gram", last(driver), wrong));
    }
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      for (String name : List.of("evaluation", "states", "adjoints", "ends.weights", "ends.gradient")) {
        crafted(name + " " + wrong, DRIVER, driver.withNumber(name, 0, wrong));
      }
      SafetensorsBytes block = SafetensorsBytes.of(whole.get(layers));
      for (String name : List.of("weights", "gradient")) {
        int index = random.nextInt(block.numbers(name));
        crafted(name + " " + wrong, layers, block.withNumber(name, index, wrong));
      }
    }
    for (int number : new int[] {1, 7, 1 << 30}) {
      crafted("pairs in use from " + number, DRIVER, driver.withNumber("optimizer.used", 0, 1 + number));
      crafted("levels from " + number, DRIVER, driver.withNumber("levels", 0, number));
      crafted("iterations of level " + number, DRIVER, driver.withNumber("iterations", 0, number));
    }
  }

  private static int last(SafetensorsBytes driver) {
    return driver.numbers("optimizer.gram") - 1;
  }

  /** A file with this content in place of its own, and a list with its checksum. */
  private void crafted(String what, String file, byte[] bytes) {
    Map<String, byte[]> files = new LinkedHashMap<>(whole);
    files.put(file, bytes);
    write(file, bytes);
    write(LIST, list("", files));
    refuse(file + " crafted: " + what, bytes.length);
    restore();
  }

  private void damaged(String what, String file, byte[] bytes) {
    write(file, bytes);
    refuse(file + ": " + what, 0);
    restore();
  }

  private void refuse(String what, long bytes) {
    refusals.refuse("checkpoint, " + what, bytes, resume);
  }

  private void restore() {
    whole.forEach(this::write);
  }

  private void write(String name, byte[] bytes) {
    try {
      Path file = checkpoint.resolve(name);
      if (bytes == null) {
        Files.delete(file);
      } else if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
        Files.write(file, bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The list of checksums of all files but one. */
  private static byte[] list(String without, Map<String, byte[]> files) {
    String lines = lines(without, files);
    return (lines + line(LIST, lines.getBytes(StandardCharsets.UTF_8)) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String lines(String without, Map<String, byte[]> files) {
    return files.entrySet().stream()
        .filter(file -> !file.getKey().equals(LIST) && !file.getKey().equals(without))
        .map(file -> line(file.getKey(), file.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  private static String line(String name, byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return String.format("%08x %d %s", crc.getValue(), content.length, name);
  }
}
