package org.layerparallel.spark.io;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.layerparallel.spark.error.UserError;

/** From what the user typed to a path and its file system. */
final class Locations {

  private Locations() {}

  /**
   * The path {@code text} stands for.
   *
   * @throws UserError if it is empty or no URI
   */
  static Path path(String text) {
    if (text.isBlank()) {
      throw new UserError("a file's path is empty; give a local path or a URI such as hdfs://host/directory/file");
    }
    try {
      return new Path(text.strip());
    } catch (IllegalArgumentException e) {
      throw new UserError(
          text + ": not a path (" + UserError.reason(e) + "); give a local path or a URI such as hdfs://host/file", e);
    }
  }

  /**
   * The file system of {@code path}; that of a path without scheme is {@code fs.defaultFS}.
   *
   * @throws UserError if its scheme is unknown or its host cannot be found
   */
  static FileSystem fileSystem(Configuration hadoop, Path path) {
    try {
      FileSystem files = path.getFileSystem(hadoop);
      // Throws for a path of another one, such as file://host/file.
      files.makeQualified(path);
      return files;
    } catch (IOException | RuntimeException e) {
      // An unknown host arrives as IllegalArgumentException, a missing connector's class as bare RuntimeException.
      throw new UserError(
          path + ": no such file system (" + UserError.reason(e) + "); check scheme and host, and the connector's jar",
          e);
    }
  }

  /** How messages name {@code path}: a local file without its scheme, as the user would type it. */
  static String name(Path path) {
    return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
  }
}
