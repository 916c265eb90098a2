package org.layerparallel.spark.io;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text in UTF-8 that is nothing else: Java's own decoding puts a sign in the place of what it cannot read. */
public final class Utf8 {

  private Utf8() {}

  /**
   * The text of {@code bytes}.
   *
   * @throws CharacterCodingException if they are not UTF-8
   */
  public static String text(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
