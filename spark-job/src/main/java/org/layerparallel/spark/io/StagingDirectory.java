package org.layerparallel.spark.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.layerparallel.spark.error.UserError;

/**
 * A hidden directory beside the place that a Spark job's output will take, for its tasks to write to. Whatever ends the
 * job before leaves nothing behind.
 */
public final class StagingDirectory implements AutoCloseable {

  /** What Spark leaves in a directory that it has written. */
  private static final String SUCCESS = "_SUCCESS";

  private final FileSystem files;
  private final Path target;
  private final Path path;
  private final List<Path> missingParents;
  private final Runnable stopped = this::deleteQuietly;

  private StagingDirectory(FileSystem files, Path target, Path path, List<Path> missingParents) {
    this.files = files;
    this.target = target;
    this.path = path;
    this.missingParents = missingParents;
  }

  /**
   * Checks that {@code output} may be written.
   *
   * @param output path of a file or a directory, on any Hadoop file system
   * @param overwrite whether it may be there already, and be replaced: as a file, or as a directory that Spark wrote
   * @throws UserError if it is there and may not be replaced, or cannot be looked at
   */
  public static StagingDirectory prepare(Configuration hadoop, String output, boolean overwrite) {
    Path location = Locations.path(output);
    FileSystem files = Locations.fileSystem(hadoop, location);
    Path target = files.makeQualified(location);
    if (target.getParent() == null) {
      throw new UserError(output + ": is the root of its file system; give a path below it");
    }
    try {
      requireReplaceable(files, target, output, overwrite);
      Path path = new Path(target.getParent(), "." + target.getName() + ".incomplete-" + UUID.randomUUID());
      List<Path> missing = new ArrayList<>();
      for (Path parent = path.getParent(); parent != null && !files.exists(parent); parent = parent.getParent()) {
        missing.add(parent);
      }
      StagingDirectory staging = new StagingDirectory(files, target, path, missing);
      // Before Hadoop's own hook, which closes the file systems.
      ShutdownHookManager.get().addShutdownHook(staging.stopped, FileSystem.SHUTDOWN_HOOK_PRIORITY + 1);
      return staging;
    } catch (IOException e) {
      throw new UserError(
          output + ": cannot be written (" + UserError.reason(e) + "); check the directory and its permissions", e);
    }
  }

  /** The directory, which is not there yet. */
  public Path path() {
    return path;
  }

  /**
   * Puts the directory in its place.
   *
   * @throws IOException if that fails; then what was there before is there again
   */
  public void publish() throws IOException {
    Path earlier = new Path(path.getParent(), path.getName().replace("incomplete", "replaced"));
    boolean replaces = files.exists(target);
    if (replaces) {
      move(target, earlier);
    }
    try {
      move(path, target);
    } catch (IOException e) {
      if (replaces) {
        files.rename(earlier, target);
      }
      throw e;
    }
    files.delete(earlier, true);
  }

  /** Deletes what is left of it, and directories above that are empty and were not there before. */
  @Override
  public void close() throws IOException {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(stopped);
    }
    files.delete(path, true);
    for (Path parent : missingParents) {
      if (files.exists(parent) && files.listStatus(parent).length == 0) {
        files.delete(parent, false);
      }
    }
  }

  private static void requireReplaceable(FileSystem files, Path target, String output, boolean overwrite)
      throws IOException {
    if (!files.exists(target)) {
      return;
    }
    if (!overwrite) {
      throw new UserError(output + ": exists; give another path, or --overwrite to replace it");
    }
    if (files.getFileStatus(target).isDirectory() && !files.exists(new Path(target, SUCCESS))) {
      throw new UserError(
          output + ": is a directory that Spark has not written (it has no " + SUCCESS
              + ") and is not replaced; give another path");
    }
  }

  private void move(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }

  private void deleteQuietly() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("cannot delete " + path + ": " + e.getMessage());
    }
  }
}
