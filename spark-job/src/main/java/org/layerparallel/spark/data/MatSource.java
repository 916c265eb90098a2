package org.layerparallel.spark.data;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

  /** A claim of so many bytes in a compressed part is not worth a look. */
  private static final int UNCHECKED_CLAIM = 1 << 20;

  /** The type of an array, whose first three parts are its header: flags, dimensions, name. */
  private static final int ARRAY = 14;

  private static final int HEADER_PARTS = 3;

  private static final int LONGEST_HEADER_PART = 1 << 12;

  /** The kind, in an array's flags, that has a header of its own and arrays within arrays. */
  private static final int OBJECT = 17;

  private final InputStream in;
  private final long length;

  /** What these bytes are inflated from; null if they stand in the file as they are. */
  private final byte[] compressed;

  /** The compressed part that was read last. */
  private MatSource inflating;

  /** What closing has told; null if nothing. */
  private IOException damage;

  private boolean closed;

  private long position;
  private int type;
  private boolean lengthNext;
  private int headerParts;

  /**
   * @param in the bytes, closed with this
   * @param length most bytes there can be
   */
  MatSource(InputStream in, long length) {
    this(in, length, null);
  }

  private MatSource(InputStream in, long length, byte[] compressed) {
    super(BUFFER);
    this.in = in;
    this.length = length;
    this.compressed = compressed;
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
  public Source readInflated(int bytes, int bufferSize) throws IOException {
    if (bytes > Runtime.getRuntime().maxMemory() / 4) {
      throw new IOException("a compressed part of it has " + (bytes >> 20) + " MiB, more than the memory takes");
    }
    byte[] part = in.readNBytes(bytes);
    position += part.length;
    closeInflating();
    inflating = new MatSource(inflated(part), LARGEST_EXPANSION * bytes, part);
    return inflating.order(order());
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
    if (closed) {
      requireUndamaged();
      return;
    }
    closed = true;
    try (in) {
      closeInflating();
      if (compressed != null) {
        // The checksum of what was compressed comes last, and is looked at when all before it has been read.
        in.transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException e) {
      damage = e;
      throw e;
    }
  }

  /** The library closes what it has read, and passes over exceptions: closing once more tells them. */
  private void closeInflating() throws IOException {
    if (inflating != null) {
      inflating.close();
      inflating = null;
    }
  }

  private void requireUndamaged() throws IOException {
    if (damage != null) {
      throw damage;
    }
  }

  private void requirePossible(int bytes) throws IOException {
    long most = Math.min(length - position, headerParts > 0 ? LONGEST_HEADER_PART : Long.MAX_VALUE);
    if (bytes < 0 || bytes > most) {
      // No EOFException: the library takes that for the end of the file.
      throw new IOException(
          "a part of it claims " + Integer.toUnsignedLong(bytes) + " bytes, at most " + most + " can be there");
    }
    if (compressed != null && bytes > UNCHECKED_CLAIM) {
      requireInflated(position + bytes);
    }
    headerParts = type == ARRAY ? HEADER_PARTS : Math.max(0, headerParts - 1);
  }

  /** Inflates once more and keeps nothing: the time that takes is the file's own, memory would be its claim's. */
  private void requireInflated(long bytes) throws IOException {
    try (InputStream again = inflated(compressed)) {
      again.skipNBytes(bytes);
    } catch (EOFException e) {
      throw new IOException("a compressed part of it claims " + bytes + " bytes and has fewer", e);
    }
  }

  private static InputStream inflated(byte[] part) {
    return new InflaterInputStream(new ByteArrayInputStream(part));
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
