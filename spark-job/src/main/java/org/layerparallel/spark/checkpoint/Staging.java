package org.layerparallel.spark.checkpoint;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.UUID;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.layerparallel.spark.io.SerializableConfiguration;

/**
 * The directory of a checkpoint that is being written; driver and tasks write its files. A task may run twice, even at the
 * same time, or outlive the job it was of: every run writes a file of its own, which then takes its name, and none makes
 * the directory anew.
 *
 * @param directory exists until the checkpoint is complete
 */
record Staging(SerializableConfiguration hadoop, String directory) implements Serializable {

  private static final int BUFFER = 1 << 16;

  /** Writes the content of a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes the file {@code name}, to the disk. */
  Checksum write(String name, Content content) throws IOException {
    Path path = new Path(directory, name);
    FileSystem files = plain(path.getFileSystem(hadoop.configuration()));
    Path temporary = new Path(directory, "." + name + "." + UUID.randomUUID());
    try {
      Checksum checksum = write(files, temporary, name, content);
      if (!files.rename(temporary, path)) {
        // Another run of the same task was faster, and wrote the same.
        files.delete(temporary, false);
        if (!files.exists(path)) {
          throw new IOException("cannot rename " + temporary + " to " + path);
        }
      }
      return checksum;
    } catch (IOException e) {
      deleteAfter(e, files, temporary);
      throw e;
    }
  }

  private static void deleteAfter(IOException failure, FileSystem files, Path file) {
    try {
      files.delete(file, false);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static Checksum write(FileSystem files, Path file, String name, Content content) throws IOException {
    try (FSDataOutputStream out =
        files.createNonRecursive(
            file, false, BUFFER, files.getDefaultReplication(file), files.getDefaultBlockSize(file), null)) {
      CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
      OutputStream buffered = new BufferedOutputStream(checked, BUFFER);
      content.writeTo(buffered);
      buffered.flush();
      out.hsync();
      return new Checksum(name, out.getPos(), checked.getChecksum().getValue());
    }
  }

  /** Our own checksums serve; those of the local file system would be a hidden file beside each of ours. */
  static FileSystem plain(FileSystem files) {
    return files instanceof LocalFileSystem local ? local.getRaw() : files;
  }
}
