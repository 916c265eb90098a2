package org.layerparallel.spark.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.config.SettingsText;

/**
 * What makes a training the one it is: only a checkpoint of the same may be gone on from.
 *
 * @param settings all settings of the run as text, of which those count that its weights depend on
 * @param data digest of the examples
 * @param blas what multiplies matrices, with its version; each rounds in its own way
 */
public record TrainingIdentity(String settings, String data, String blas) {

  /** Digest of examples, to the last bit of a feature and of a weight. */
  public static String digest(List<Examples> examples) {
    MessageDigest digest = sha256();
    ByteBuffer buffer = ByteBuffer.allocate(Double.BYTES);
    for (Examples some : examples) {
      update(digest, buffer, some.features());
      for (int label : some.labels()) {
        digest.update(buffer.clear().putLong(label).array());
      }
      update(digest, buffer, some.weights());
    }
    return hex(digest);
  }

  /** Digest of weights that a training starts from. */
  public static String digest(Weights weights) {
    MessageDigest digest = sha256();
    update(digest, ByteBuffer.allocate(Double.BYTES), weights.toDesign());
    return hex(digest);
  }

  /** Letters and digits that name the training, on whatever it is computed: others have other ones. */
  public String name() {
    MessageDigest digest = sha256();
    digest.update((SettingsText.decisive(settings) + '\0' + data).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(), 0, Long.BYTES);
  }

  private static void update(MessageDigest digest, ByteBuffer buffer, double[] values) {
    for (double value : values) {
      digest.update(buffer.clear().putDouble(value).array());
    }
  }

  private static String hex(MessageDigest digest) {
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
