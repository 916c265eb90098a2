package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A notebook of Jupyter that was executed.
 *
 * @param code its cells of code, in order
 */
record Notebook(Path file, List<JsonNode> code) {

  /** What shows where, or when, a notebook was executed: directories of a machine, and addresses of objects. */
  private static final Pattern MACHINE =
      Pattern.compile("(?<![\\w.)\\]}*])/(home|root|tmp|usr|opt|var|work|mnt|Users)/|[A-Z]:\\\\\\\\| at 0x[0-9a-f]+");

  static Notebook read(Path file) throws IOException {
    List<JsonNode> code = new ArrayList<>();
    for (JsonNode cell : new ObjectMapper().readTree(file.toFile()).get("cells")) {
      if (cell.get("cell_type").textValue().equals("code")) {
        code.add(cell);
      }
    }
    return new Notebook(file, code);
  }

  /** Demands that all cells were executed in their order, and none failed. */
  void assertExecuted() {
    for (int i = 0; i < code.size(); i++) {
      assertEquals(i + 1, code.get(i).get("execution_count").asInt(), "execution count of a cell of " + file);
    }
    for (JsonNode output : outputs()) {
      assertNotEquals("error", output.get("output_type").textValue(), () -> file + ": " + output);
      // Warnings are nothing to publish.
      assertNotEquals("stderr", output.path("name").asText(), () -> file + ": " + output);
    }
  }

  /** Demands that outputs tell nothing of the machine. */
  void assertPortable() {
    for (JsonNode output : outputs()) {
      if (!output.path("data").has("image/png")) {
        assertFalse(MACHINE.matcher(output.toString()).find(), () -> file + ": " + output);
      }
    }
  }

  /** Number of figures that came out. */
  long figures() {
    return outputs().stream().filter(output -> output.path("data").path("image/png").asText().length() > 1000).count();
  }

  private List<JsonNode> outputs() {
    List<JsonNode> all = new ArrayList<>();
    code.forEach(cell -> cell.get("outputs").forEach(all::add));
    return all;
  }
}
