package org.layerparallel.spark.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;
import us.hebi.matlab.mat.types.AbstractSource;
import us.hebi.matlab.mat.types.Source;

/**
 * The bytes of a MAT file, for the library that decodes them. The library asks for memory as soon as it has read what
 * a part of the file claims to need; here each claim is first held against what can be there. The library reads a
 * single whole number only in a part's tag, which is its type and its length.
 */
final class MatSource extends AbstractSource {

  private static final int BUFFER = 1 << 13;

  /** What the deflate format can make of a byte, at most. */
  private static final long LARGEST_EXPANSION = 1032;

  /** The type of an array, whose first three parts are its header: flags, dimensions, name. */
  private static final int ARRAY = 14;

  private static final int HEADER_PARTS = 3;
  private static final int LONGEST_HEADER_PART = 1 << 12;

  /** The kind, in an array's flags, that has a header of its own and arrays within arrays. */
  private static final int OBJECT = 17;

  private final InputStream in;
  private final long length;
  private long position;
  private int type;
  private boolean lengthNext;
  private int headerParts;

  /**
   * @param in the bytes, closed with this
   * @param length most bytes there can be
   */
  MatSource(InputStream in, long length) {
    super(BUFFER);
    this.in = in;
    this.length = length;
  }

  @Override
  public int readInt() throws IOException {
    int value = super.readInt();
    int upper = value >> Short.SIZE;
    if (lengthNext) {
      lengthNext = false;
      requirePossible(value);
    } else if (upper != 0) {
      // The short form of a tag.
      type = value & 0xFFFF;
      requirePossible(upper);
    } else {
      type = value;
      lengthNext = true;
    }
    return value;
  }

  @Override
  public void readInts(int[] values, int from, int count) throws IOException {
    super.readInts(values, from, count);
    boolean flags = headerParts == HEADER_PARTS - 1;
    if (flags && count > 0 && (values[from] & 0xFF) == OBJECT) {
      throw new IOException("it holds objects, not only arrays");
    }
  }

  @Override
  public void readBytes(byte[] bytes, int from, int count) throws IOException {
    int read = in.readNBytes(bytes, from, count);
    position += read;
    if (read < count) {
      throw new EOFException("it ends early");
    }
  }

  @Override
  public Source readInflated(int bytes, int bufferSize) {
    InputStream inflated = new InflaterInputStream(readBytesAsStream(bytes));
    return new MatSource(inflated, LARGEST_EXPANSION * bytes).order(order());
  }

  @Override
  protected InputStream readBytesAsStream(long bytes) {
    return new Part(bytes);
  }

  @Override
  public long getPosition() {
    return position;
  }

  @Override
  public boolean isMutatedByChildren() {
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void requirePossible(int bytes) throws IOException {
    long most = Math.min(length - position, headerParts > 0 ? LONGEST_HEADER_PART : Long.MAX_VALUE);
    if (bytes < 0 || bytes > most) {
      // No EOFException: the library takes that for the end of the file.
      throw new IOException(
          "a part of it claims " + Integer.toUnsignedLong(bytes) + " bytes, at most " + most + " can be there");
    }
    headerParts = type == ARRAY ? HEADER_PARTS : Math.max(0, headerParts - 1);
  }

  /** The next so many bytes. */
  private final class Part extends InputStream {

    private long left;

    Part(long left) {
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      int some = left == 0 ? -1 : in.read(bytes, from, (int) Math.min(count, left));
      position += Math.max(0, some);
      left -= Math.max(0, some);
      return some;
    }
  }
}
