package org.layerparallel.spark.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.layerparallel.spark.error.UserError;

/** Finds and opens input files on any Hadoop file system. */
public final class InputFiles {

  private InputFiles() {}

  /**
   * Reads one file.
   *
   * @param path of a file on any Hadoop file system
   * @param reader makes the value of the content; what it throws besides {@link IOException} is passed on
   * @throws UserError if there is no such file or it cannot be read
   */
  public static <T> T read(Configuration hadoop, String path, IOReader<T> reader) {
    return read(hadoop, path, "check the path", reader);
  }

  /**
   * Reads one file.
   *
   * @param remedy what to do if there is no such file
   * @throws UserError as above
   */
  public static <T> T read(Configuration hadoop, String path, String remedy, IOReader<T> reader) {
    Path location = Locations.path(path);
    FileSystem files = Locations.fileSystem(hadoop, location);
    try {
      FileStatus status = files.getFileStatus(location);
      if (status.isDirectory()) {
        throw new UserError(path + ": is a directory; give the name of a file");
      }
      try (InputStream in = files.open(location)) {
        return reader.read(in, status.getLen());
      }
    } catch (FileNotFoundException e) {
      throw missingOrForbidden(files, location, path, remedy, e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * The files that {@code pattern} stands for, qualified and sorted by name. Each can be opened by this process.
   *
   * @param pattern a file, a directory (its files, those whose names begin with '.' or '_' left out) or a glob of
   *     both
   * @throws UserError if there is none, one cannot be read, or a directory holds directories
   */
  public static List<Path> list(Configuration hadoop, String pattern) {
    Path location = Locations.path(pattern);
    FileSystem files = Locations.fileSystem(hadoop, location);
    try {
      List<Path> found = new ArrayList<>();
      for (FileStatus match : matches(files, location)) {
        if (match.isDirectory()) {
          addChildren(files, match.getPath(), found);
        } else if (hidden(match.getPath())) {
          throw new UserError(
              name(match.getPath()) + ": Spark reads no file whose name begins with '.' or '_'; rename it");
        } else {
          found.add(match.getPath());
        }
      }
      if (found.isEmpty()) {
        throw new UserError(pattern + ": no file there; check the path");
      }
      Collections.sort(found);
      for (Path file : found) {
        requireReadable(files, file);
      }
      return found;
    } catch (IOException e) {
      throw unreadable(pattern, e);
    }
  }

  /**
   * Whether there is a file or a directory.
   *
   * @throws UserError if that cannot be told
   */
  public static boolean exists(Configuration hadoop, String path) {
    Path location = Locations.path(path);
    try {
      return Locations.fileSystem(hadoop, location).exists(location);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** How messages name {@code path}. */
  public static String name(Path path) {
    return Locations.name(path);
  }

  private static List<FileStatus> matches(FileSystem files, Path location) throws IOException {
    // A name is first taken as it stands, for a file may have brackets in its name.
    if (files.exists(location)) {
      return List.of(files.getFileStatus(location));
    }
    FileStatus[] matches;
    try {
      matches = files.globStatus(location);
    } catch (RuntimeException e) {
      // What is no pattern: Hadoop does not declare the exception of the library that tells.
      throw new IOException("no pattern for files: " + UserError.reason(e), e);
    }
    return matches == null ? List.of() : Arrays.asList(matches);
  }

  private static void addChildren(FileSystem files, Path directory, List<Path> found) throws IOException {
    for (FileStatus child : files.listStatus(directory)) {
      if (hidden(child.getPath())) {
        continue;
      }
      if (child.isDirectory()) {
        throw new UserError(
            name(directory) + ": holds the directory " + child.getPath().getName()
                + "; name the files by a pattern such as " + name(directory) + "/*/*");
      }
      found.add(child.getPath());
    }
  }

  private static boolean hidden(Path path) {
    return path.getName().startsWith(".") || path.getName().startsWith("_");
  }

  private static void requireReadable(FileSystem files, Path file) {
    try {
      files.open(file).close();
    } catch (FileNotFoundException e) {
      throw missingOrForbidden(files, file, name(file), "check the path", e);
    } catch (IOException e) {
      throw unreadable(name(file), e);
    }
  }

  private static UserError missingOrForbidden(
      FileSystem files, Path location, String name, String remedy, FileNotFoundException cause) {
    // Local files without permission to read are reported as not found.
    boolean exists;
    try {
      exists = files.exists(location);
    } catch (IOException e) {
      return unreadable(name, e);
    }
    return exists ? unreadable(name, cause) : new UserError(name + ": no such file; " + remedy, cause);
  }

  private static UserError unreadable(String name, IOException cause) {
    return new UserError(
        name + ": cannot be read (" + UserError.reason(cause) + "); check the path and its permissions", cause);
  }
}
