package org.layerparallel.spark.checkpoint;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.layerparallel.network.Examples;

/**
 * What makes a training the one it is: only a checkpoint of the same may be gone on from.
 *
 * @param settings all settings of the run as text, of which those count that its weights depend on
 * @param data digest of the examples
 * @param blas what multiplies matrices, with its version; each rounds in its own way
 */
public record TrainingIdentity(String settings, String data, String blas) {

  /** Digest of examples, to the last bit of a feature. */
  public static String digest(List<Examples> examples) {
    MessageDigest digest = sha256();
    for (Examples some : examples) {
      double[] features = some.features();
      ByteBuffer buffer = ByteBuffer.allocate(Double.BYTES);
      for (double feature : features) {
        digest.update(buffer.clear().putDouble(feature).array());
      }
      for (int label : some.labels()) {
        digest.update(buffer.clear().putLong(label).array());
      }
    }
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
