package org.layerparallel.spark.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.layerparallel.spark.io.Doubles;
import org.layerparallel.spark.model.StrictJson;

/**
 * Writes matrices in the safetensors format: the header's length as 8 bytes, little-endian; the header, JSON, with type,
 * shape and place of each tensor; the numbers, raw little-endian doubles, row after row.
 */
final class TensorWriter {

  private TensorWriter() {}

  static void write(OutputStream out, List<Tensor> tensors) throws IOException {
    byte[] header = header(tensors);
    out.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).array());
    out.write(header);
    Doubles doubles = new Doubles();
    for (Tensor tensor : tensors) {
      for (double[] row : tensor.rows()) {
        doubles.write(out, row, 0, row.length);
      }
    }
  }

  private static byte[] header(List<Tensor> tensors) {
    ObjectNode root = StrictJson.object();
    long at = 0;
    for (Tensor tensor : tensors) {
      ObjectNode entry = root.putObject(tensor.name());
      entry.put("dtype", "F64");
      entry.putArray("shape").add(tensor.rows().length).add(tensor.length());
      long end = at + (long) tensor.rows().length * tensor.length() * Double.BYTES;
      entry.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    String json = root.toString();
    // Blanks at the end align the numbers.
    return (json + " ".repeat(Math.floorMod(-json.length(), Double.BYTES))).getBytes(StandardCharsets.US_ASCII);
  }
}
