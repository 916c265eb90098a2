package org.layerparallel.spark.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.layerparallel.spark.error.UserError;

/**
 * Writes a file to a temporary sibling and renames it, so that a reader sees the old content or the new, never a
 * part, and a process that dies leaves at most a hidden file {@code .name.*.tmp}.
 */
public final class AtomicFiles {

  private AtomicFiles() {}

  /**
   * Writes {@code path}, replacing a file there and making missing directories.
   *
   * @param hadoop settings of the file systems
   * @param path on any Hadoop file system
   * @param content writes the content; it must flush what it wraps around the stream, and need not close it
   * @throws UserError if the file cannot be written; anything {@code content} throws besides {@link IOException} is
   *     passed on. In both cases a file at {@code path} is as it was.
   */
  public static void write(Configuration hadoop, String path, IOConsumer<OutputStream> content) {
    Path target = Locations.path(path);
    FileSystem files = Locations.fileSystem(hadoop, target);
    target = files.makeQualified(target);
    try {
      if (isDirectory(files, target)) {
        throw new UserError(path + ": is a directory; give the name of a file");
      }
      // Checksums of local files would litter the directory with hidden sidecar files.
      FileSystem plain = files instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : files;
      Path temporary = new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID() + ".tmp");
      try {
        try (OutputStream out = plain.create(temporary, false)) {
          content.accept(out);
        }
        publish(hadoop, files, temporary, target);
      } catch (IOException | RuntimeException e) {
        discard(plain, temporary, e);
        throw e;
      }
    } catch (IOException e) {
      throw new UserError(
          path + ": cannot be written (" + UserError.reason(e) + "); check the directory, its permissions and the disk",
          e);
    }
  }

  private static boolean isDirectory(FileSystem files, Path path) throws IOException {
    try {
      return files.getFileStatus(path).isDirectory();
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  private static void publish(Configuration hadoop, FileSystem files, Path from, Path to) throws IOException {
    if (files instanceof ChecksumFileSystem checked) {
      // A sidecar of an earlier writer would no longer match and make the new file unreadable.
      checked.getRawFileSystem().delete(checked.getChecksumFile(to), false);
      requireRenamed(checked.getRawFileSystem().rename(from, to), from, to);
      return;
    }
    try {
      FileContext.getFileContext(to.toUri(), hadoop).rename(from, to, Options.Rename.OVERWRITE);
    } catch (UnsupportedFileSystemException e) {
      // Some object stores are known as FileSystem only, and such a rename does not replace.
      files.delete(to, false);
      requireRenamed(files.rename(from, to), from, to);
    }
  }

  private static void requireRenamed(boolean renamed, Path from, Path to) throws IOException {
    if (!renamed) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }

  private static void discard(FileSystem files, Path temporary, Exception because) {
    try {
      files.delete(temporary, false);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }
}
