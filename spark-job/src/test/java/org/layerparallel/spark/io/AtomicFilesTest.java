package org.layerparallel.spark.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.spark.error.UserError;

class AtomicFilesTest {

  private final Configuration hadoop = new Configuration();

  @TempDir Path directory;

  @Test
  void writesNothingButTheFile() throws IOException {
    Path file = directory.resolve("new/directory/file.txt");
    write(file.toString(), "content");
    assertEquals("content", Files.readString(file));
    assertEquals(List.of("file.txt"), names(file.getParent()));
  }

  @Test
  void takesUris() throws IOException {
    Path file = directory.resolve("file.txt");
    write(file.toUri().toString(), "content");
    assertEquals("content", Files.readString(file));
  }

  @Test
  void replacesAFile() throws IOException {
    Path file = directory.resolve("file.txt");
    write(file.toString(), "a long old content");
    write(file.toString(), "new");
    assertEquals("new", Files.readString(file));
  }

  @Test
  void replacesAFileThatHadAChecksum() throws IOException {
    Path file = directory.resolve("file.txt");
    org.apache.hadoop.fs.Path location = new org.apache.hadoop.fs.Path(file.toString());
    try (var out = FileSystem.getLocal(hadoop).create(location)) {
      out.write("old".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(List.of(".file.txt.crc", "file.txt"), names(directory));
    write(file.toString(), "new");
    assertEquals(List.of("file.txt"), names(directory));
    String read = InputFiles.read(
        hadoop, file.toString(), (in, length) -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
    assertEquals("new", read);
  }

  @Test
  void keepsTheOldFileWhenWritingFails() throws IOException {
    Path file = directory.resolve("file.txt");
    write(file.toString(), "old");
    UserError error = assertThrows(UserError.class, () -> AtomicFiles.write(hadoop, file.toString(), out -> {
      out.write('n');
      throw new IOException("disk full\nat somewhere");
    }));
    assertEquals(
        file + ": cannot be written (disk full); check the directory, its permissions and the disk",
        error.getMessage());
    assertEquals("old", Files.readString(file));
    assertThrows(IllegalStateException.class, () -> AtomicFiles.write(hadoop, file.toString(), out -> {
      throw new IllegalStateException("programming error");
    }));
    assertEquals(List.of("file.txt"), names(directory));
  }

  @Test
  void refusesWhatIsNoFile() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    refused(directory.toString(), ": is a directory; give the name of a file");
    refused(file + "/below", "cannot be written");
    hadoop.set("fs.absent.impl", "org.example.AbsentFileSystem");
    refused("absent://host/file", ": no such file system (");
    refused("nosuchscheme://host/file", ": no such file system (");
    refused("hdfs://no.such.host.invalid/file", ": no such file system (");
    refused(" ", "a file's path is empty");
    refused("a:b", ": not a path (");
  }

  @Test
  void replacesWhereOnlyOneOfTheTwoFileSystemInterfacesIsKnown() throws IOException {
    Path file = directory.resolve("file.txt");
    PlainFileSystem.register(hadoop);
    for (String content : List.of("old", "new")) {
      write("plain://" + file, content);
      assertEquals(content, Files.readString(file));
    }
    hadoop.unset("fs.AbstractFileSystem.plain.impl");
    for (String content : List.of("newer", "newest")) {
      write("plain://" + file, content);
      assertEquals(content, Files.readString(file));
    }
    assertEquals(List.of("file.txt"), names(directory));
  }

  private void refused(String path, String message) {
    UserError error = assertThrows(UserError.class, () -> write(path, "content"), path);
    assertTrue(error.getMessage().contains(message), error.getMessage());
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
  }

  private void write(String path, String content) {
    AtomicFiles.write(hadoop, path, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
