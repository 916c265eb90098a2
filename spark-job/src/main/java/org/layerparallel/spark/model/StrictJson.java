package org.layerparallel.spark.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.CharacterCodingException;
import org.layerparallel.spark.io.Utf8;

/** JSON from files of anybody: in UTF-8, one value and nothing after it, no key of an object twice. */
public final class StrictJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /** A new object, to be written. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /**
   * Reads a value.
   *
   * @throws JsonProcessingException if it is no JSON
   * @throws CharacterCodingException if it is not UTF-8
   */
  public static JsonNode read(byte[] bytes) throws JsonProcessingException, CharacterCodingException {
    // As text: the library takes bytes for UTF-16 or UTF-32 if they look like it.
    return JSON.readTree(Utf8.text(bytes));
  }
}
