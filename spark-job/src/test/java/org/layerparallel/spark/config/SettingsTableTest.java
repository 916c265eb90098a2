package org.layerparallel.spark.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Keeps docs/settings.md what layer-parallel.conf says. To renew it:
 * {@code mvn test -pl spark-job -am -Dtest=SettingsTableTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dsettings.table.write=true}
 */
class SettingsTableTest {

  private static final Path DOCUMENT =
      Path.of(System.getProperty("basedir", "."), "..", "docs", "settings.md");

  @Test
  void theDocumentIsUpToDate() throws IOException {
    String table = SettingsTable.markdown();
    if (Boolean.getBoolean("settings.table.write")) {
      Files.writeString(DOCUMENT, table);
    }
    assertEquals(
        table,
        Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "",
        "docs/settings.md is out of date; run this test with -Dsettings.table.write=true");
  }

  @Test
  void everySettingHasAComment() {
    for (Defaults.Entry entry : Defaults.entries(Defaults.load())) {
      if (!entry.section()) {
        assertFalse(entry.comment().isBlank(), entry.path() + " has no comment");
      }
    }
  }
}
