package org.layerparallel.spark.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * What a file of a checkpoint must be.
 *
 * @param name of the file, in its checkpoint
 * @param bytes its length
 * @param crc CRC-32C of its content
 */
record Checksum(String name, long bytes, long crc) implements Serializable {

  /** As a line of the list of checksums. */
  String line() {
    return String.format("%08x %d %s", crc, bytes, name);
  }

  /**
   * Reads such a line.
   *
   * @throws DamagedException if it is none, or names a file elsewhere
   */
  static Checksum parse(String line) throws DamagedException {
    String[] parts = line.split(" ", -1);
    if (parts.length != 3
        || !parts[0].matches("[0-9a-f]{8}")
        || !parts[1].matches("[0-9]{1,18}")
        || !parts[2].matches("[a-z0-9][a-z0-9.-]*")) {
      throw new DamagedException("its list of checksums is damaged");
    }
    return new Checksum(parts[2], Long.parseLong(parts[1]), Long.parseLong(parts[0], 16));
  }

  /** The checksum of {@code content}. */
  static Checksum of(String name, byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return new Checksum(name, content.length, crc.getValue());
  }

  /** Whether {@code in}, read to its end, is that file. */
  boolean matches(InputStream in) throws IOException {
    CheckedInputStream checked = new CheckedInputStream(in, new CRC32C());
    long read = checked.transferTo(OutputStream.nullOutputStream());
    return read == bytes && checked.getChecksum().getValue() == crc;
  }
}
