package org.layerparallel.spark.config;

/** The table of all settings in docs/settings.md, made from the comments of {@code layer-parallel.conf}. */
final class SettingsTable {

  private static final String HEAD =
      """
      # Settings

      Every setting of the training job, its default and its meaning. Generated from
      `spark-job/src/main/resources/layer-parallel.conf`; the test `SettingsTableTest` says how to renew it.

      A settings file (`--config`, HOCON, a local path or a URI of any Hadoop file system) goes over these defaults, and
      `--set key=value` goes over both. Settings are checked as a whole before anything runs. `${NAME}` stands for an
      environment variable; a file may include other files, see [trust.md](trust.md).
      """;

  private SettingsTable() {}

  /** The document, in Markdown. */
  static String markdown() {
    StringBuilder text = new StringBuilder(HEAD);
    for (Defaults.Entry entry : Defaults.entries(Defaults.load())) {
      boolean top = !entry.path().contains(".");
      if (top) {
        String comment = entry.comment();
        text.append("\n## ").append(entry.path()).append("\n\n");
        text.append(comment.isEmpty() ? "" : comment + "\n\n");
        text.append("| key | default | meaning |\n|---|---|---|\n");
      } else if (!entry.section()) {
        row(text, "`" + entry.path() + "`", "`" + defaultOf(entry) + "`", entry.comment());
      } else if (!entry.comment().isEmpty()) {
        row(text, "**" + entry.path() + "**", "", entry.comment());
      }
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String key, String value, String meaning) {
    text.append("| ").append(key).append(" | ").append(value).append(" | ");
    text.append(meaning.replace("|", "\\|")).append(" |\n");
  }

  private static String defaultOf(Defaults.Entry entry) {
    String text = Values.hocon(entry.value());
    boolean word = text.matches("\"[a-zA-Z-]+\"");
    return word ? text.substring(1, text.length() - 1) : text.replace(",", ", ");
  }
}
