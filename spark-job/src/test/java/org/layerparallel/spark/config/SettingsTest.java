package org.layerparallel.spark.config;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.spark.error.UserError;

/** What the tests of reading settings share. */
abstract class SettingsTest {

  @TempDir Path directory;

  static JobSettings readWith(String... overrides) {
    return new SettingsReader(new Configuration(false)).read(Optional.empty(), List.of(overrides));
  }

  JobSettings readFile(String content, String... overrides) throws IOException {
    return new SettingsReader(new Configuration(false))
        .read(Optional.of(file("job.conf", content).toString()), List.of(overrides));
  }

  Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  /** The message for a wrong settings file, its directory left out. */
  String errorOf(String content, String... overrides) {
    UserError error = assertThrows(UserError.class, () -> readFile(content, overrides));
    return error.getMessage().replace(directory + "/", "");
  }
}
