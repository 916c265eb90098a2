package org.layerparallel.spark.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.util.ShutdownHookManager;

/** A local directory for as long as something is done in it; a process that is stopped deletes it too. */
public final class ScratchDirectory implements AutoCloseable {

  private static final int BEFORE_OTHERS = 100;

  private final Path path;
  private final Runnable stopped = this::delete;

  private ScratchDirectory(Path path) {
    this.path = path;
  }

  /** A new, empty one among the system's temporary files. */
  public static ScratchDirectory create() throws IOException {
    ScratchDirectory scratch = new ScratchDirectory(Files.createTempDirectory("layer-parallel-"));
    ShutdownHookManager.get().addShutdownHook(scratch.stopped, BEFORE_OTHERS);
    return scratch;
  }

  /** A file or directory in it, which need not exist. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(stopped);
    }
    delete();
  }

  private void delete() {
    FileUtil.fullyDelete(path.toFile());
  }
}
