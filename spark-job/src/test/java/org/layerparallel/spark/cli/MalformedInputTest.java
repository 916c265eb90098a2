package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.layerparallel.spark.LocalSpark;

/** Thousands of malformed inputs, made from good ones with fixed seeds; {@link Refusals} says what becomes of each. */
class MalformedInputTest {

  private static final int LEAST = 2000;

  /** Kinds of inputs, each with the number there is at least. */
  private enum Kind {
    SETTINGS(600),
    SIZES(35),
    ROWS(100),
    SCENES(380),
    WEIGHTS(450),
    CHECKPOINTS(400),
    SUMMARIES(90);

    private final int least;

    Kind(int least) {
      this.least = least;
    }
  }

  @TempDir private Path directory;

  @AfterAll
  static void stopSpark() {
    LocalSpark.stop();
  }

  @Test
  void thereAreThousands() {
    assertTrue(Arrays.stream(Kind.values()).mapToInt(kind -> kind.least).sum() >= LEAST);
  }

  @ParameterizedTest
  @EnumSource
  void everyOneIsRefused(Kind kind) throws IOException {
    Refusals refusals = new Refusals(directory);
    switch (kind) {
      case SETTINGS -> {
        Path design = Files.writeString(directory.resolve("design.txt"), "0.5\n".repeat(117));
        String model = directory.resolve("new.safetensors").toString();
        new MalformedSettings(refusals, directory, "import", design.toString(), model).run();
      }
      case SIZES -> new MalformedSizes(refusals, directory).run();
      case ROWS -> {
        // Executors parse them, of one Spark for all.
        LocalSpark.session();
        new MalformedRows(refusals, directory).run();
      }
      case SCENES -> new MalformedScenes(refusals, directory).run();
      case WEIGHTS -> new MalformedModels(refusals, directory).run();
      case CHECKPOINTS -> new MalformedCheckpoints(refusals, directory).run();
      case SUMMARIES -> new MalformedSummaries(refusals, directory).run();
    }
    refusals.requireAll(kind.least);
  }
}
