package org.layerparallel.spark.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layerparallel.spark.error.UserError;

class SettingTest {

  private static final Map<String, Setting> SETTINGS =
      Setting.of(List.of("network", "initial-weights", "nested", "multigrid", "optimizer")).stream()
          .collect(Collectors.toMap(Setting::key, Function.identity()));

  @Test
  void hasTypeDefaultAndMeaningOfTheFile() {
    assertSetting("network.width", Setting.Type.INTEGER, 8);
    assertSetting("network.final-time", Setting.Type.NUMBER, 5.0);
    assertSetting("initial-weights.seed", Setting.Type.LONG, 1L);
    assertSetting("optimizer.exact", Setting.Type.FLAG, false);
    assertSetting("network.bias", Setting.Type.TEXT, "channel");
    assertSetting("nested.levels", Setting.Type.HOCON, "[]");
    assertArrayEquals(new int[] {4, 2}, (int[]) SETTINGS.get("multigrid.coarsening").defaultValue());
    assertArrayEquals(new double[0], (double[]) SETTINGS.get("nested.target-accuracy").defaultValue());
    assertEquals("Channels of a state; at least 1.", SETTINGS.get("network.width").meaning());
    assertTrue(SETTINGS.keySet().stream().noneMatch(key -> key.startsWith("data.")), "sections not asked for");
  }

  private static void assertSetting(String key, Setting.Type type, Object defaultValue) {
    assertEquals(type, SETTINGS.get(key).type(), key);
    assertEquals(defaultValue, SETTINGS.get(key).defaultValue(), key);
  }

  @Test
  void everyDefaultIsAllowed() {
    for (Setting setting : SETTINGS.values()) {
      assertEquals(Optional.empty(), setting.problem(setting.defaultValue()), setting.key());
    }
  }

  @Test
  void valuesAreJudgedWhateverOtherSettingsAre() {
    assertEquals(Optional.of("must be >= 1"), SETTINGS.get("network.width").problem(0));
    assertEquals(Optional.of("must have a value"), SETTINGS.get("network.opening").problem(null));
    // As many as there are levels, but how many that are is another setting.
    assertEquals(
        Optional.empty(), SETTINGS.get("nested.target-accuracy").problem(new double[] {0.5}));
    assertEquals(Optional.empty(), SETTINGS.get("nested.levels").problem("[{}]"));
    assertEquals(Optional.empty(), SETTINGS.get("network.layers").problem(Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{}, ${network}]", "[${HOME}]", "[{}]\ninclude \"other.conf\"", "[{}"})
  void textOfAProgramRefersToNothing(String levels) {
    assertEquals(
        Optional.of("must be a list of sections in HOCON, such as [{}, {multigrid {cycle = F}}]"),
        SETTINGS.get("nested.levels").problem(levels));
  }

  @Test
  void aProgramsSettingsAreThoseOfTheCommandLine() {
    ProgramSettings settings =
        ProgramSettings.of(
            List.of(
                given("network.final-time", Math.nextUp(0.1)),
                given("multigrid.coarsening", new int[] {3}),
                given("nested.levels", "[{}, {}, {first-solves {cycles = 4}}]")),
            new DataShape(2, 5),
            true);
    JobSettings job =
        new SettingsReader(new Configuration(false))
            .read(
                Optional.empty(),
                List.of(
                    "network.final-time=" + Math.nextUp(0.1),
                    "multigrid.coarsening=[3]",
                    "nested.levels=[{}, {}, {first-solves {cycles = 4}}]"));
    assertEquals(job.training(), settings.training());
    assertEquals(job.start(), settings.start());
    assertEquals(4, settings.training().levels().get(2).firstSolves().maxCycles());
  }

  @Test
  void allThatIsWrongIsToldAtOnceWithWhereItComesFrom() {
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                ProgramSettings.of(
                    List.of(
                        given("network.width", 0),
                        given("nested.levels", "[{}, {}, {multigrid {cylce = F}}]")),
                    new DataShape(2, 5),
                    true));
    assertEquals(
        "network.width = 0: must be >= 1 (the test)\n"
            + "nested.levels[2].multigrid.cylce = F: unknown key, did you mean nested.levels[2].multigrid.cycle? (the"
            + " test: 1)",
        error.getMessage());
  }

  private static ProgramSettings.Given given(String key, Object value) {
    return new ProgramSettings.Given(SETTINGS.get(key), value, "the test");
  }
}
