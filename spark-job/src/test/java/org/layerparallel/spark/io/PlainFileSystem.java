package org.layerparallel.spark.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;

/**
 * Local files as {@code plain:///...}, with the manners of a remote file system: no checksums, no rename onto a file,
 * and no access to files named {@code locked*}, whoever asks.
 */
public final class PlainFileSystem extends RawLocalFileSystem {

  private static final URI ROOT = URI.create("plain:///");

  /** Makes the scheme known to {@code hadoop}, to both of its file system interfaces. */
  static void register(Configuration hadoop) {
    hadoop.setClass("fs.plain.impl", PlainFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    hadoop.setClass("fs.AbstractFileSystem.plain.impl", Context.class, org.apache.hadoop.fs.AbstractFileSystem.class);
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public String getScheme() {
    return ROOT.getScheme();
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    if (!exists(path)) {
      throw new FileNotFoundException(path + " does not exist");
    }
    if (path.getName().startsWith("locked")) {
      throw new AccessControlException("Permission denied: user=somebody, access=READ\n\tat some.remote.Server");
    }
    return super.open(path, bufferSize);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    if (exists(to)) {
      throw new FileAlreadyExistsException(to + " exists");
    }
    return super.rename(from, to);
  }

  /** The same for {@link org.apache.hadoop.fs.FileContext}. */
  public static final class Context extends DelegateToFileSystem {

    /** Called by Hadoop, which passes any URI of the scheme. */
    public Context(URI uri, Configuration hadoop) throws IOException, URISyntaxException {
      super(ROOT, new PlainFileSystem(), hadoop, ROOT.getScheme(), false);
    }
  }
}
