package org.layerparallel.spark.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.format.Mat5Reader.EntryHeader;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;

/** Finds an array in a MAT 5 file, by its key or by its shape, and reads no other. */
final class MatArrays {

  private MatArrays() {}

  /**
   * The array that is sought.
   *
   * @param what it is called in messages, such as {@code 3-D array}
   * @param key its name; blank if the shape tells
   * @param keyOption how the user gives the key
   * @param shape whether dimensions are right
   */
  record Sought(String what, String key, String keyOption, Predicate<int[]> shape) {

    private boolean fits(EntryHeader header) {
      return isRealNumeric(header) && shape.test(header.getDimensions()) && (!named() || header.getName().equals(key));
    }

    private boolean named() {
      return !key.isBlank();
    }
  }

  /**
   * Reads the one array of a file that is sought.
   *
   * @param path on any Hadoop file system
   * @param remedy what to do if there is no such file
   * @throws UserError if the file cannot be read, is damaged or no MAT 5 file, holds no such array or several, or one
   *     that does not fit the memory
   */
  static MatArray read(Configuration hadoop, String path, String remedy, Sought sought) {
    return InputFiles.read(hadoop, path, remedy, (in, length) -> {
      Search search = new Search(path, sought);
      try (MatSource source = new MatSource(in, length)) {
        Mat5File file =
            Mat5.newReader(source).setEntryFilter(search::accepts).setBufferAllocator(search).readMat();
        return search.found(file);
      } catch (IOException | RuntimeException | StackOverflowError e) {
        throw explained(path, e);
      }
    });
  }

  private static boolean isRealNumeric(EntryHeader header) {
    return !header.isComplex()
        && switch (header.getType()) {
          case Double, Single, Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64, UInt64 -> true;
          default -> false;
        };
  }

  private static UserError explained(String path, Throwable failure) {
    Throwable cause = failure;
    while (!(cause instanceof UserError) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof UserError user
        ? user
        : new UserError(
            path + ": is no MAT 5 file that can be read (" + UserError.reason(cause)
                + "); give an undamaged one of arrays alone, as save -v7 or scipy.io.savemat write it",
            failure);
  }

  /** Looks at the header of each array, and has the first that fits read. */
  private static final class Search implements BufferAllocator {

    private final String path;
    private final Sought sought;
    private final List<String> seen = new ArrayList<>();
    private final List<String> fitting = new ArrayList<>();
    private MatlabType type;
    private long mostBytes;

    Search(String path, Sought sought) {
      this.path = path;
      this.sought = sought;
    }

    boolean accepts(EntryHeader header) {
      seen.add(header.getName() + " (" + MatArray.describe(header.getDimensions(), header.getType()) + ")");
      if (!sought.fits(header)) {
        return false;
      }
      fitting.add(header.getName());
      if (fitting.size() > 1) {
        return false;
      }
      type = header.getType();
      mostBytes = bytes(header);
      return true;
    }

    /** Memory for the largest numbers the array may be stored in; refuses what this process could not hold. */
    private long bytes(EntryHeader header) {
      double bytes = Arrays.stream(header.getDimensions()).asDoubleStream().reduce(Double.BYTES, (a, b) -> a * b);
      double most = Math.min(Integer.MAX_VALUE - 8, 0.5 * Runtime.getRuntime().maxMemory());
      if (bytes > most) {
        throw new UserError(
            path + ": " + seen.get(seen.size() - 1) + " takes up to " + Math.round(bytes / 1e6) + " MB, at most "
                + Math.round(most / 1e6) + " MB fit; give a smaller scene, or more memory by"
                + " LAYER_PARALLEL_JAVA_OPTS=-Xmx...");
      }
      return (long) bytes;
    }

    @Override
    public ByteBuffer allocate(int bytes) {
      if (bytes > mostBytes) {
        throw new IllegalArgumentException("an array has " + bytes + " bytes, its dimensions say at most " + mostBytes);
      }
      return ByteBuffer.allocate(bytes);
    }

    @Override
    public void release(ByteBuffer buffer) {
      // Left to the garbage collector.
    }

    MatArray found(Mat5File file) {
      if (fitting.isEmpty()) {
        String named = sought.named() ? " '" + sought.key() + "'" : "";
        throw new UserError(
            path + ": holds no " + sought.what() + named + ", but "
                + (seen.isEmpty() ? "no array at all" : seen.stream().limit(10).collect(Collectors.joining(", ")))
                + "; give another file or another " + sought.keyOption());
      }
      if (fitting.size() > 1) {
        throw new UserError(
            path + ": holds " + fitting.size() + " arrays of which each may be the " + sought.what() + ", "
                + String.join(", ", fitting) + "; name one by " + sought.keyOption());
      }
      MatFile.Entry entry = file.getEntries().iterator().next();
      return new MatArray(
          entry.getName(), entry.getValue().getDimensions(), type, file.getMatrix(entry.getName()));
    }
  }
}
