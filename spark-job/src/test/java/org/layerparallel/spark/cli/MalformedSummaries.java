package org.layerparallel.spark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Output directories whose summary is none, for the command that compares runs. */
final class MalformedSummaries {

  private static final List<String> NO_NUMBERS = List.of("\"x\"", "\"5\"", "{}", "[1]", "true", "null");
  private static final List<String> NO_COUNTS = List.of("1.5", "-1", "2147483648", "1e300", "null", "\"4\"");

  private final Refusals refusals;
  private final Path run;
  private final SplittableRandom random = new SplittableRandom(20260106);

  MalformedSummaries(Refusals refusals, Path directory) {
    this.refusals = refusals;
    this.run = directory.resolve("trained");
  }

  void run() throws IOException {
    Command.succeed(Command.small("train", run, "execution.kind=in-process"));
    Command.succeed("compare", run.toString());
    byte[] whole = Files.readAllBytes(run.resolve("summary.json"));
    ObjectNode summary = (ObjectNode) SafetensorsBytes.JSON.readTree(whole);
    for (int i = 0; i < 20; i++) {
      content("cut short", Arrays.copyOf(whole, random.nextInt(whole.length - 2)));
      byte[] strange = whole.clone();
      strange[random.nextInt(whole.length)] = (byte) (random.nextBoolean() ? 0xff : 1);
      content("a strange byte", strange);
    }
    for (String key : List.of("width", "trainingExamples", "validationExamples")) {
      fields(key, NO_COUNTS, summary, all -> all);
    }
    fields("layers", NO_COUNTS, summary, all -> (ObjectNode) ((ArrayNode) all.get("levels")).get(1));
    for (String key : List.of("wallSeconds", "peakMemoryBytes", "validationAccuracy")) {
      fields(key, NO_NUMBERS.subList(0, 5), summary, all -> all);
    }
    for (String key : List.of("seconds", "sparkJobs", "resultBytes")) {
      fields(
          key,
          NO_NUMBERS.subList(0, 5),
          summary,
          all -> (ObjectNode) ((ArrayNode) all.get("levels")).get(0).get("medianIteration"));
    }
    fields("levels", List.of("null", "{}", "5", "[1]", "[{}]", "[[]]", "\"x\""), summary, all -> all);
    String text = summary.toString();
    for (String other :
        List.of("", "[]", "null", text + text, "{\"width\":1," + text.substring(1), "[".repeat(100_000),
            text.replace(",", ";"))) {
      content("a text", other.getBytes(StandardCharsets.UTF_8));
    }
    content("in UTF-16", text.getBytes(StandardCharsets.UTF_16));
    Files.write(run.resolve("summary.json"), whole);
    refusals.refuse("no run", 0, "compare", run.getParent().toString());
    refusals.refuse("no path", 0, "compare", " ");
    refusals.refuse("no file system", 0, "compare", "nosuch://host/run");
  }

  private void fields(String key, List<String> values, ObjectNode summary, UnaryOperator<ObjectNode> place)
      throws IOException {
    edited("no " + key, summary, all -> place.apply(all).remove(key));
    for (String value : values) {
      var node = SafetensorsBytes.JSON.readTree(value);
      edited(key + " " + value, summary, all -> place.apply(all).set(key, node));
    }
  }

  private void edited(String what, ObjectNode summary, Consumer<ObjectNode> edit) throws IOException {
    ObjectNode copy = summary.deepCopy();
    edit.accept(copy);
    content(what, copy.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void content(String what, byte[] bytes) throws IOException {
    Files.write(run.resolve("summary.json"), bytes);
    refusals.refuse("summary, " + what, bytes.length, "compare", run.toString());
  }
}
