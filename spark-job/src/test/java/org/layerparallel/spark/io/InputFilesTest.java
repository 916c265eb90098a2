package org.layerparallel.spark.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.spark.error.UserError;

class InputFilesTest {

  private final Configuration hadoop = new Configuration();

  @TempDir Path directory;

  @BeforeEach
  void register() {
    PlainFileSystem.register(hadoop);
  }

  @Test
  void readsAFileAndItsLength() throws IOException {
    String file = Files.writeString(directory.resolve("file.txt"), "content").toString();
    String read = InputFiles.read(
        hadoop, file, (in, length) -> length + new String(in.readAllBytes(), StandardCharsets.UTF_8));
    assertEquals("7content", read);
  }

  @Test
  void saysWhyAFileCannotBeRead() throws IOException {
    String absent = directory + "/absent";
    assertEquals(absent + ": no such file; check the path", message(absent));
    assertEquals(directory + ": is a directory; give the name of a file", message(directory.toString()));
    Files.writeString(directory.resolve("locked.txt"), "secret");
    String locked = "plain://" + directory + "/locked.txt";
    String denied = locked.replace("plain:///", "plain:/")
        + ": cannot be read (Permission denied: user=somebody, access=READ); check the path and its permissions";
    assertEquals(denied.replace("plain:/", "plain:///"), message(locked));
    assertEquals(
        denied, assertThrows(UserError.class, () -> InputFiles.list(hadoop, "plain://" + directory)).getMessage());
  }

  private String message(String path) {
    return assertThrows(UserError.class, () -> InputFiles.read(hadoop, path, (in, length) -> length)).getMessage();
  }
}
