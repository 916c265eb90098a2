package org.layerparallel.spark.report;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;
import org.apache.hadoop.util.ShutdownHookManager;
import org.layerparallel.spark.error.UserError;

/**
 * The output directory of a run, on any Hadoop file system. Files are written to a hidden directory beside it, which
 * takes its place when the run has ended well: at every moment the output directory is absent, an earlier run's, or
 * this run's, whole. Whatever ends the run before leaves nothing behind.
 *
 * <p>An earlier run's output is replaced only on request, and only if it is one: a directory with a {@link
 * SummaryFile#NAME}. No other directory is ever deleted.
 */
public final class OutputDirectory implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private final FileSystem fs;
  private final Path target;
  private final Path staging;
  private final boolean overwrite;
  private final List<Path> createdParents;
  private final Runnable stopped = this::deleteQuietly;
  private boolean finished;

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it to {@code out}, which is closed afterwards. */
    void writeTo(OutputStream out) throws IOException;
  }

  private OutputDirectory(
      FileSystem fs, Path target, Path staging, boolean overwrite, List<Path> createdParents) {
    this.fs = fs;
    this.target = target;
    this.staging = staging;
    this.overwrite = overwrite;
    this.createdParents = createdParents;
  }

  /**
   * Checks that the run may write to {@code dir}, before it begins.
   *
   * @param dir path or URI; without scheme, on Hadoop's default file system
   * @param overwrite whether an earlier run's output there is replaced at the end
   * @throws UserError if it has content and may not be replaced, or cannot be written
   */
  public static OutputDirectory prepare(String dir, boolean overwrite, Configuration hadoop) {
    try {
      Path path = new Path(dir);
      FileSystem found = path.getFileSystem(hadoop);
      // The checksummed local file system would leave a hidden .crc file beside each of ours.
      FileSystem fs = found instanceof LocalFileSystem local ? local.getRaw() : found;
      Path target = fs.makeQualified(path);
      if (target.getParent() == null) {
        throw new UserError(
            "output.dir = " + dir + ": is the root of its file system, must be a directory below it");
      }
      requireReplaceable(fs, target, dir, overwrite);
      String name = "." + target.getName() + ".incomplete-" + UUID.randomUUID();
      Path staging = new Path(target.getParent(), name);
      List<Path> missing = missingParents(fs, staging);
      OutputDirectory directory = new OutputDirectory(fs, target, staging, overwrite, missing);
      directory.begin(dir);
      return directory;
    } catch (IOException | IllegalArgumentException e) {
      throw unwritable(dir, e);
    }
  }

  /** The directory as it will be. */
  public Path path() {
    return target;
  }

  /**
   * Writes the file {@code name}; it appears with all others in {@link #publish}. If {@code content} throws, there is no
   * such file.
   *
   * @param name of letters, digits, '.', '_' and '-', beginning with none of these three: it leads nowhere else
   * @throws IOException if it cannot be written; the message says which file and why
   * @throws IllegalArgumentException if the name is none
   */
  public synchronized void write(String name, Content content) throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name=" + name + ", must be the name of a file in the output directory");
    }
    if (finished) {
      throw new IOException("the run has ended, " + name + " is not written");
    }
    Path file = new Path(staging, name);
    try {
      create(file, content);
    } catch (IOException e) {
      discard(file, e);
      throw new IOException("cannot write " + name + " for " + target + ": " + UserError.reason(e), e);
    } catch (RuntimeException e) {
      discard(file, e);
      throw e;
    }
  }

  /**
   * Puts what was written in the place of the output directory.
   *
   * @throws IOException if that fails; what was written is kept then, and the message says where
   */
  public synchronized void publish() throws IOException {
    if (finished) {
      throw new IOException("the run has ended, nothing is published");
    }
    finish();
    try {
      replaceTarget();
    } catch (IOException e) {
      String problem = target + " cannot take the run's output: " + UserError.reason(e);
      throw new IOException(problem + "; it is in " + staging, e);
    }
  }

  private void replaceTarget() throws IOException {
    Path earlier = null;
    if (fs.exists(target)) {
      if (!isEmpty(fs, target) && !overwrite) {
        throw new IOException("it was filled while the run went on");
      }
      earlier = new Path(staging.getParent(), staging.getName().replace("incomplete", "replaced"));
      move(target, earlier);
    }
    try {
      move(staging, target);
    } catch (IOException e) {
      if (earlier != null) {
        fs.rename(earlier, target);
      }
      throw e;
    }
    if (earlier != null) {
      fs.delete(earlier, true);
    }
  }

  /** Deletes what was written, unless it was published. */
  @Override
  public synchronized void close() throws IOException {
    if (finished) {
      return;
    }
    finish();
    fs.delete(staging, true);
    for (Path parent : createdParents) {
      if (fs.exists(parent) && isEmpty(fs, parent)) {
        fs.delete(parent, false);
      }
    }
  }

  private void begin(String dir) throws IOException {
    try {
      if (!fs.mkdirs(staging)) {
        throw new IOException("cannot create " + staging);
      }
      // A run that is interrupted leaves nothing either. Before Hadoop's own hook, which closes the file systems.
      ShutdownHookManager.get()
          .addShutdownHook(stopped, FileSystem.SHUTDOWN_HOOK_PRIORITY + 1);
      // A directory may be made where no file can be: quotas, read-only mounts. Space counts from the first byte on.
      Path probe = new Path(staging, "probe");
      create(probe, out -> out.write(0));
      fs.delete(probe, false);
    } catch (IOException e) {
      try {
        close();
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw unwritable(dir, e);
    }
  }

  /** Not by try-with-resources: a stream may throw the same exception on closing, which cannot suppress itself. */
  private void create(Path file, Content content) throws IOException {
    OutputStream out = fs.create(file, true);
    try {
      content.writeTo(out);
    } catch (IOException | RuntimeException e) {
      IOUtils.closeStream(out);
      throw e;
    }
    out.close();
  }

  private void discard(Path file, Exception because) {
    try {
      fs.delete(file, false);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  private void finish() {
    finished = true;
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(stopped);
    }
  }

  private void deleteQuietly() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("cannot delete " + staging + ": " + e.getMessage());
    }
  }

  private void move(Path from, Path to) throws IOException {
    if (!fs.rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }

  private static void requireReplaceable(
      FileSystem fs, Path target, String dir, boolean overwrite) throws IOException {
    FileStatus status;
    try {
      status = fs.getFileStatus(target);
    } catch (FileNotFoundException e) {
      return;
    }
    if (!status.isDirectory()) {
      throw new UserError("output.dir = " + dir + ": is a file, must be a directory");
    }
    if (isEmpty(fs, target)) {
      return;
    }
    if (!overwrite) {
      throw new UserError(
          "output.dir = " + dir + ": exists and is not empty, must be new or empty;"
              + " --overwrite (output.overwrite = true) replaces an earlier run's output");
    }
    if (!fs.exists(new Path(target, SummaryFile.NAME))) {
      throw new UserError(
          "output.dir = " + dir + ": is not the output of an earlier run (it has no "
              + SummaryFile.NAME + ") and is not replaced, must be another directory");
    }
  }

  private static boolean isEmpty(FileSystem fs, Path directory) throws IOException {
    return fs.listStatus(directory).length == 0;
  }

  /** The ancestors that do not exist, deepest first. */
  private static List<Path> missingParents(FileSystem fs, Path path) throws IOException {
    List<Path> missing = new ArrayList<>();
    Path parent = path.getParent();
    while (parent != null && !fs.exists(parent)) {
      missing.add(parent);
      parent = parent.getParent();
    }
    return missing;
  }

  private static UserError unwritable(String dir, Exception cause) {
    return new UserError("output.dir = " + dir + ": cannot be written: " + UserError.reason(cause), cause);
  }
}
