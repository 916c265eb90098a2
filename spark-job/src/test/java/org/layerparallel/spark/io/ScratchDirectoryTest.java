package org.layerparallel.spark.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScratchDirectoryTest {

  @Test
  void itGoesWithAllThatIsInIt() throws IOException {
    Path file;
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      file = scratch.resolve("deep/file");
      Files.createDirectories(file.getParent());
      assertEquals("text", Files.readString(Files.writeString(file, "text")));
    }
    assertFalse(Files.exists(file.getParent().getParent()));
  }
}
