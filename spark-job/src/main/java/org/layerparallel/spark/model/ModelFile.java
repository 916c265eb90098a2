package org.layerparallel.spark.model;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.AtomicFiles;
import org.layerparallel.spark.io.Doubles;
import org.layerparallel.spark.io.InputFiles;

/**
 * Models in the safetensors format: the header's length as 8 bytes, little-endian; the header, JSON; the numbers, raw
 * little-endian doubles. Tensors are {@code opening.matrix} [width, features] and {@code opening.bias} (not for a
 * zero-expansion), {@code residual.matrix} [N, width, width], {@code residual.bias} [N, width or 1],
 * {@code classification.matrix} [classes, width], {@code classification.bias} [classes]; the metadata tell the
 * network. What is read is what was written, to the last bit.
 */
public final class ModelFile {

  private static final int PREFIX = Long.BYTES;
  private static final int LONGEST_HEADER = 1 << 20;

  private ModelFile() {}

  /**
   * Writes a model, replacing a file at {@code path} only when all is written.
   *
   * @param path on any Hadoop file system
   * @throws IllegalArgumentException if the weights do not fit the network, or one is not finite: such a model is of
   *     no use
   * @throws UserError if the file cannot be written
   */
  public static void write(Configuration hadoop, String path, Network network, Weights weights) {
    new Model(network, weights).requireFinite();
    AtomicFiles.write(hadoop, path, out -> write(out, network, weights));
  }

  /**
   * Writes a model to a stream.
   *
   * @throws IllegalArgumentException as above
   * @throws IOException if the stream does
   */
  public static void write(OutputStream out, Network network, Weights weights) throws IOException {
    new Model(network, weights).requireFinite();
    ModelHeader header = ModelHeader.of(network);
    byte[] json = header.toBytes();
    Doubles doubles = new Doubles();
    out.write(ByteBuffer.allocate(PREFIX).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
    out.write(json);
    for (Tensor tensor : header.tensors()) {
      double[] values = tensor.part().of(weights);
      for (long block = 0; block < tensor.blocks(); block++) {
        int from = (int) (tensor.offset() + block * tensor.stride());
        doubles.write(out, values, from, (int) tensor.blockSize());
      }
    }
  }

  /**
   * Reads a model. Nothing is taken on trust: memory is asked for only when the file's length proves it is needed.
   *
   * @param path on any Hadoop file system
   * @throws UserError if the file cannot be read, or is in any way not what {@link #write} writes (the order of the
   *     tensors and blanks in the header are free)
   */
  public static Model read(Configuration hadoop, String path) {
    try {
      return InputFiles.read(hadoop, path, (in, length) -> read(new DataInputStream(in), length));
    } catch (IllegalArgumentException e) {
      throw new UserError(path + ": " + UserError.reason(e) + "; give an undamaged model file written by training", e);
    }
  }

  private static Model read(DataInputStream in, long length) throws IOException {
    try {
      long headerLength = length < PREFIX ? -1 : Long.reverseBytes(in.readLong());
      if (headerLength < 2 || headerLength > length - PREFIX || headerLength > LONGEST_HEADER) {
        throw new IllegalArgumentException(
            "is not a safetensors file with a header of at most " + LONGEST_HEADER + " bytes");
      }
      byte[] json = new byte[(int) headerLength];
      in.readFully(json);
      ModelHeader header = ModelHeader.parse(json, length - PREFIX - headerLength);
      Weights weights = allocate(header);
      Doubles doubles = new Doubles();
      for (Tensor tensor : header.tensors()) {
        double[] values = tensor.part().of(weights);
        for (long block = 0; block < tensor.blocks(); block++) {
          int from = (int) (tensor.offset() + block * tensor.stride());
          doubles.read(in, values, from, (int) tensor.blockSize());
        }
      }
      return new Model(header.network(), weights).requireFinite();
    } catch (EOFException e) {
      throw new IllegalArgumentException("ends early", e);
    }
  }

  /** Arrays for the weights, whose bytes are known to be in the file. */
  private static Weights allocate(ModelHeader header) {
    long[] sizes = new long[Tensor.Part.values().length];
    for (Tensor tensor : header.tensors()) {
      sizes[tensor.part().ordinal()] += tensor.bytes() / Double.BYTES;
    }
    long most = Runtime.getRuntime().maxMemory();
    if (header.dataBytes() > most) {
      throw new IllegalArgumentException(
          "has " + (header.dataBytes() >> 20) + " MiB of weights, more than the " + (most >> 20)
              + " MiB of memory; raise it by LAYER_PARALLEL_JAVA_OPTS=-Xmx...");
    }
    return new Weights(
        array(sizes[Tensor.Part.OPENING.ordinal()]),
        array(sizes[Tensor.Part.RESIDUAL.ordinal()]),
        array(sizes[Tensor.Part.CLASSIFICATION.ordinal()]));
  }

  private static double[] array(long size) {
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("has " + size + " weights in one kind of layer, more than an array holds");
    }
    return new double[(int) size];
  }
}
