package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the commands explain themselves. */
class UsageTest {

  private static final List<String> COMMANDS =
      List.of("train", "predict", "evaluate", "convergence", "compare", "generate", "export", "import");

  @Test
  void theHelpNamesEveryCommandAndExitCode() {
    Command help = Command.succeed("--help");
    for (String name : COMMANDS) {
      assertTrue(help.out().lines().anyMatch(line -> line.strip().startsWith(name + " ")), help.out());
    }
    String text = help.out().replaceAll("\\s+", " ");
    assertTrue(
        text.contains("Exit codes: 0 success, 1 failure, 2 bad input, 3 training stopped"), help.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "predict", "evaluate", "convergence", "compare", "generate", "export", "import"})
  void everyCommandHasHelp(String name) {
    for (String option : List.of("--help", "-h")) {
      Command help = Command.succeed(name, option);
      assertTrue(help.out().startsWith("Usage: layer-parallel " + name + " "), help.out());
      assertTrue(help.out().contains("--help"), help.out());
    }
  }

  @Test
  void theVersionIsOneLine() {
    Command version = Command.succeed("--version");
    assertEquals(1, version.out().lines().count(), version.out());
    assertTrue(version.out().startsWith("layer-parallel "), version.out());
  }

  @Test
  void noCommandGivesTheUsage() {
    Command none = Command.run();
    assertEquals(2, none.code());
    assertEquals("", none.out());
    assertTrue(none.err().startsWith("Usage: layer-parallel"), none.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trian", "train --frobnicate", "train --config", "generate", "export only-one",
        "convergence --cycles many", "generate -o p --training 1e3", "--overwrite"
      })
  void aMistypedCommandLineGetsTwoLines(String arguments) {
    Command mistyped = Command.run(arguments.split(" "));
    assertEquals(2, mistyped.code());
    assertEquals("", mistyped.out());
    List<String> lines = mistyped.err().lines().toList();
    assertEquals(2, lines.size(), mistyped.err());
    assertTrue(lines.get(0).startsWith("error: "), mistyped.err());
    assertTrue(lines.get(1).matches("Try 'layer-parallel( [a-z]+)? --help'\\."), mistyped.err());
  }
}
