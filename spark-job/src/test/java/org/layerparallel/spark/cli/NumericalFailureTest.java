package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.network.InitialWeights;
import org.layerparallel.spark.model.Model;
import org.layerparallel.spark.model.ModelFile;

/** A training whose numbers fail says so, and keeps the last weights that were of use. */
class NumericalFailureTest {

  @TempDir private Path parent;

  @Test
  void aStepToInfinityLeavesTheWeightsBeforeIt() throws IOException {
    Path run = parent.resolve("run");
    Command command =
        Command.run(
            Command.small("train", run, "optimizer.step.kind=fixed", "optimizer.step.initial=1e200"));
    assertEquals(3, command.code(), command.err());
    assertEquals("", command.err());
    assertTrue(command.out().contains("objective or gradient not finite"), command.out());
    assertTrue(command.out().contains("The numbers failed"), command.out());
    assertEquals(List.of("run"), Command.names(parent));
    assertEquals(8, Command.names(run).size(), () -> "only " + Command.names(run));

    Model model = ModelFile.read(new Configuration(), run.resolve("model.safetensors").toString());
    assertEquals(4, model.network().layers(), "layers of the level that failed");
    InitialWeights initial =
        new InitialWeights(1, 0.5, 0.1, InitialWeights.Distribution.UNIFORM, 1);
    assertArrayEquals(initial.draw(model.network()).toDesign(), model.weights().toDesign());

    JsonNode summary = new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    assertEquals(1, summary.get("levels").size(), summary::toString);
    assertEquals("not-finite", summary.get("levels").get(0).get("stopReason").textValue());
    assertTrue(summary.get("objective").isNumber(), summary::toString);
    assertEquals(2, Files.readAllLines(run.resolve("history.csv")).size(), "header and one iteration");
  }
}
