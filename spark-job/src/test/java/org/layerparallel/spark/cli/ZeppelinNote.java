package org.layerparallel.spark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A note of Zeppelin, as its file has it. */
record ZeppelinNote(Path file, JsonNode json) {

  static ZeppelinNote read(Path file) throws IOException {
    return new ZeppelinNote(file, new ObjectMapper().readTree(file.toFile()));
  }

  List<JsonNode> paragraphs() {
    List<JsonNode> paragraphs = new ArrayList<>();
    json.get("paragraphs").forEach(paragraphs::add);
    return paragraphs;
  }

  /** The interpreter of a paragraph, without the percent sign. */
  static String interpreter(JsonNode paragraph) {
    String text = paragraph.get("text").textValue();
    return text.substring(1, text.indexOf('\n'));
  }

  /**
   * The note as a Scala program: what its paragraphs for Spark do, one after the other.
   *
   * @param object the program's name; its method {@code run} takes the session and a {@link NoteContext}
   */
  String scala(String object) {
    StringBuilder source = new StringBuilder();
    source.append("object ").append(object).append(" {\n  def run(spark: ");
    source.append("org.apache.spark.sql.SparkSession, z: ").append(NoteContext.class.getName()).append("): Unit = {\n");
    for (int i = 0; i < paragraphs().size(); i++) {
      JsonNode paragraph = paragraphs().get(i);
      String text = paragraph.get("text").textValue();
      String body = text.substring(text.indexOf('\n') + 1);
      source.append("z.paragraph(").append(i).append(")\n");
      switch (interpreter(paragraph)) {
        case "md" -> { }
        case "spark" -> source.append(body).append('\n');
        // Zeppelin hands the text to the session and shows what comes.
        case "spark.sql" -> source.append("z.show(spark.sql(\"\"\"").append(body).append("\"\"\"))\n");
        default -> throw new IllegalStateException(file + ": " + text);
      }
    }
    return source.append("  }\n}\n").toString();
  }
}
