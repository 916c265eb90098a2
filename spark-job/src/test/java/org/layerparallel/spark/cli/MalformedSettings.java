package org.layerparallel.spark.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Settings that are wrong, in files and single ones: every key with values of wrong kinds, and broken text. */
final class MalformedSettings {

  private static final List<String> NO_NUMBERS =
      List.of("NaN", "\"-Infinity\"", "1e999", "0x10", "1d", "true", "1e2000000000", "{}", "[1]", "null", "\"\"");

  private static final List<String> NO_FLAGS = List.of("maybe", "2", "NaN", "{}", "[true]", "null");
  private static final List<String> NO_TEXTS = List.of("{}", "[a]", "null", "{a = 1}");
  private static final List<String> NO_LISTS =
      List.of("x", "5", "{}", "null", "[null]", "[{a = 1}]", "[[1]]", "{\"0\" = 1}");

  /** Wrong values of each key. */
  private static final int EACH = 3;

  private final Refusals refusals;
  private final Path file;
  private final SplittableRandom random = new SplittableRandom(20260101);
  private final String[] command;

  /**
   * @param command that reads settings, without options that say which
   */
  MalformedSettings(Refusals refusals, Path directory, String... command) {
    this.refusals = refusals;
    this.file = directory.resolve("malformed.conf");
    this.command = command;
  }

  void run() throws IOException {
    Config defaults = ConfigFactory.parseResources("layer-parallel.conf");
    values(defaults);
    unknownKeys(defaults);
    brokenText("{" + defaults.root().render(ConfigRenderOptions.concise()).strip().substring(1));
    deepAndLong();
    includesAndSubstitutions();
  }

  private void values(Config defaults) throws IOException {
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(Map.copyOf(entries(defaults))).entrySet()) {
      String key = entry.getKey();
      ConfigValueType type = entry.getValue().valueType();
      List<String> wrong =
          switch (type) {
            case NUMBER -> NO_NUMBERS;
            case BOOLEAN -> NO_FLAGS;
            case LIST -> NO_LISTS;
            default -> NO_TEXTS;
          };
      int first = random.nextInt(wrong.size());
      for (int i = 0; i < Math.min(EACH, wrong.size()); i++) {
        String value = wrong.get((first + i) % wrong.size());
        content(key + " = " + value, key + " = " + value + "\n");
      }
      if (type != ConfigValueType.STRING) {
        single(key + "=" + wrong.get(first));
      }
    }
  }

  private static Map<String, ConfigValue> entries(Config defaults) {
    Map<String, ConfigValue> entries = new TreeMap<>();
    defaults.entrySet().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    return entries;
  }

  private void unknownKeys(Config defaults) throws IOException {
    for (String section : defaults.root().keySet()) {
      content("a word for a section", section + " = 5\n");
      content("a list for a section", section + " = [{}]\n");
      content("an unknown key", section + " { unheard-of = 1 }\n");
      content("a misspelt section", section + "s { }\n" + section + "x.y = 1\n");
      content("a key with a line break", section + " { \"a\\nb\" = 1 }\n");
      single(section + ".\"\\u001b[31m\"=1");
    }
    for (String setting :
        List.of("", "=", "= 1", "network.width", "network..width=1", "a b c", "network.width=[", "x={")) {
      single(setting);
    }
    content("levels of wrong keys", "nested { iterations = [1, 1], levels = [{}, {multigrid {cycles = 5}}] }\n");
    content("a wrong number of levels", "nested { iterations = [1, 1], levels = [{}] }\n");
    for (String size : List.of("1e2000000000", "-5m", "5 parsecs", "1e3k", "9".repeat(40) + "g", "NaN")) {
      content("a size of " + size, "execution.f-point-memory = \"" + size + "\"\n");
    }
  }

  /** @param whole in braces and without comments, so that what is cut off or put in breaks it for sure */
  private void brokenText(String whole) throws IOException {
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 60; i++) {
      content("cut short", whole.substring(0, 1 + random.nextInt(whole.length() - 1)));
    }
    for (byte strange : new byte[] {'"', (byte) 0xff, (byte) 0x80, (byte) 0xc3}) {
      for (int i = 0; i < 15; i++) {
        write(inserted(bytes, strange), strange + " put in");
      }
    }
    for (int i = 0; i < 20; i++) {
      byte[] flipped = bytes.clone();
      flipped[random.nextInt(bytes.length)] |= (byte) 0x80;
      write(flipped, "a byte's first bit set");
    }
    for (Charset encoding : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      write(whole.getBytes(encoding), "in " + encoding);
    }
    content("two texts", whole + whole);
  }

  private byte[] inserted(byte[] bytes, byte strange) {
    int at = random.nextInt(bytes.length);
    byte[] longer = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, longer, 0, at);
    longer[at] = strange;
    System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
    return longer;
  }

  private void deepAndLong() throws IOException {
    for (String open : List.of("[", "{a:", "a.", "a{", "[{")) {
      content("nested by " + open, "network = " + open.repeat(30_000));
      content("keys nested by " + open, open.repeat(30_000) + "a = 1");
    }
    single("network.width=" + "[".repeat(30_000));
    content("more than settings take", "a = 1\n".repeat(500_000));
    content("a deep, whole list", "nested.iterations = " + "[".repeat(20_000) + "]".repeat(20_000));
    content("a number of many digits", "network.width = " + "7".repeat(60_000));
    content("a number of many digits in quotes", "objective.tikhonov = \"1." + "7".repeat(60_000) + "\"");
    content("a long word", "optimizer.direction = \"" + "x".repeat(60_000) + "\"");
    content("a word of blanks", "optimizer.direction = \"x" + " ".repeat(60_000) + "x\"");
    content("a long key", "network." + "x".repeat(60_000) + " = 1");
    content("many unknown keys", unknown(5_000));
    content("many unknown keys in a section", "network {\n" + unknown(5_000) + "}\n");
    content("more bytes than settings take", "#".repeat(2 << 20));
    content("a list with a last word", "nested.iterations = [" + "1,".repeat(30_000) + "x]");
    refuseFile(file.getParent().toString(), "a directory", 0);
    refuseFile("/dev/zero", "an endless file", 0);
    refuseFile(file.resolveSibling("absent.conf").toString(), "no file", 0);
    refuseFile("nosuch://host/job.conf", "no file system", 0);
    refuseFile("a\u0000b", "no path", 0);
  }

  private static String unknown(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("k").append(i).append(" = 1\n");
    }
    return text.toString();
  }

  private void includesAndSubstitutions() throws IOException {
    Path other = file.resolveSibling("other.conf");
    for (String included :
        List.of("url(\"http://localhost:1/x.conf\")", "classpath(\"layer-parallel.conf\")",
            "url(\"" + other.toUri() + "\")",
            "file(\"/dev/zero\")", "file(\"absent.conf\")", "required(\"absent.conf\")", "\"absent.conf\"",
            "\"nosuch://host/x.conf\"", "\"malformed.conf\"", "\"./malformed.conf\"", "\"" + file.getParent() + "\"")) {
      content("including " + included, "include " + included + "\n");
      content("including, in a section, " + included, "network { include " + included + " }\n");
      single("network={include " + included + "}");
    }
    // Each file includes the next one twice.
    for (int i = 0; i < 30; i++) {
      String next = "include \"twice" + (i + 1) + ".conf\"\n";
      Files.writeString(file.resolveSibling("twice" + i + ".conf"), next.repeat(2));
    }
    Files.writeString(file.resolveSibling("twice30.conf"), "network.width = 4\n");
    content("including twice as much each time", "include \"twice0.conf\"\n");

    for (String reference :
        List.of("${network}", "${network.layers}", "${?network.layers}", "${no-such-variable}", "${", "${}", "${a",
            "${?}", "${NO_SUCH_VARIABLE}")) {
      content("a reference " + reference, "network.width = " + reference + "\n");
      single("network.width=" + reference);
    }
    content(
        "settings that refer to each other",
        "network.width = ${network.layers}, network.layers = ${network.width}\n");
    Path nested = file.resolveSibling("nested.conf");
    Files.writeString(nested, doubling("${x%1$d}${x%1$d}").replace("output.dir = ", "x61 = "));
    content("each text twice the one before, in a section", "network { include \"nested.conf\" }\n");
    content("each text twice the one before", doubling("${x%1$d}${x%1$d}"));
    content("each list twice the one before", doubling("[${x%1$d}, ${x%1$d}]"));
  }

  private static String doubling(String twice) {
    StringBuilder text = new StringBuilder("x0 = aaaaaaaaaa\n");
    for (int i = 0; i < 60; i++) {
      text.append("x").append(i + 1).append(" = ").append(String.format(twice, i)).append('\n');
    }
    return text + "output.dir = ${x60}\n";
  }

  private void content(String what, String text) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8), what);
  }

  private void write(byte[] bytes, String what) throws IOException {
    Files.write(file, bytes);
    refuseFile(file.toString(), what, bytes.length);
  }

  private void refuseFile(String name, String what, long bytes) {
    refusals.refuse("settings, " + what, bytes, with("--config", name));
  }

  private void single(String setting) {
    refusals.refuse("--set " + shown(setting), setting.length(), with("--set", setting));
  }

  private static String shown(String text) {
    return ConfigUtil.quoteString(text.substring(0, Math.min(60, text.length())));
  }

  private String[] with(String option, String value) {
    String[] all = Arrays.copyOf(command, command.length + 2);
    all[command.length] = option;
    all[command.length + 1] = value;
    return all;
  }
}
