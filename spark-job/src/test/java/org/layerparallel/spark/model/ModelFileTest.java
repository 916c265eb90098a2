package org.layerparallel.spark.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.network.Activation;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Relu;
import org.layerparallel.network.SmoothedRelu;
import org.layerparallel.network.Tanh;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.error.UserError;

class ModelFileTest {

  private static final Network SMALL =
      new Network(2, 3, 4, 5, 1.5, new SmoothedRelu(0.1), BiasKind.SCALAR, OpeningKind.DENSE);

  private final Configuration hadoop = new Configuration();

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("model.safetensors");
  }

  @Test
  void givesBackEveryBit() {
    long seed = 5;
    SplittableRandom random = new SplittableRandom(seed);
    for (Activation activation : new Activation[] {new SmoothedRelu(1.0 / 3), new Relu(), new Tanh()}) {
      for (BiasKind bias : BiasKind.values()) {
        for (OpeningKind opening : OpeningKind.values()) {
          Network network = new Network(2, 3, 4, 5, 0.1 + 0.2, activation, bias, opening);
          roundTrip(network, anyBits(network, random), seed);
        }
      }
    }
    // A layer's matrix is longer than the buffer.
    Network wide = new Network(2, 101, 2, 3, 5, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE);
    roundTrip(wide, anyBits(wide, random), seed);
  }

  @Test
  void isASafetensorsFile() throws IOException {
    Weights weights = counting(SMALL);
    ModelFile.write(hadoop, file.toString(), SMALL, weights);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int header = Math.toIntExact(bytes.getLong());
    assertEquals(0, header % 8);
    String json = new String(bytes.array(), 8, header, StandardCharsets.UTF_8);
    assertEquals(
        "{'__metadata__':{'format':'layer-parallel','version':'1','features':'2','width':'3','classes':'4',"
            + "'layers':'5','final_time':'1.5','activation':'smoothed-relu','eta':'0.1','bias':'scalar',"
            + "'opening':'dense'},"
            + "'opening.matrix':{'dtype':'F64','shape':[3,2],'data_offsets':[0,48]},"
            + "'opening.bias':{'dtype':'F64','shape':[1],'data_offsets':[48,56]},"
            + "'residual.matrix':{'dtype':'F64','shape':[5,3,3],'data_offsets':[56,416]},"
            + "'residual.bias':{'dtype':'F64','shape':[5,1],'data_offsets':[416,456]},"
            + "'classification.matrix':{'dtype':'F64','shape':[4,3],'data_offsets':[456,552]},"
            + "'classification.bias':{'dtype':'F64','shape':[4],'data_offsets':[552,584]}}",
        json.strip().replace('"', '\''));
    // Weights count up in the order of a design: opening 0..6, then ten a residual layer, its bias last.
    assertEquals(17, bytes.getDouble(8 + header + 56 + 8 * 9), "K of layer 1 follows K of layer 0");
    assertEquals(26, bytes.getDouble(8 + header + 416 + 8), "bias of layer 1");
    assertEquals(8 + header + 584, bytes.capacity());
    assertEquals(1, directory.toFile().list().length, "files left over");
  }

  @Test
  void readsTensorsInAnyOrder() throws IOException {
    Network network = new Network(1, 1, 2, 1, 1, new Tanh(), BiasKind.SCALAR, OpeningKind.ZERO_EXPANSION);
    String json = "  {'classification.bias':{'shape':[2],'dtype':'F64','data_offsets':[0,16]},"
        + "'residual.bias':{'dtype':'F64','shape':[1,1],'data_offsets':[16,24]},"
        + "'residual.matrix':{'dtype':'F64','shape':[1,1,1],'data_offsets':[24,32]},"
        + "'classification.matrix':{'dtype':'F64','shape':[2,1],'data_offsets':[32,48]},"
        + "'__metadata__':{'opening':'zero-expansion','bias':'scalar','activation':'tanh','final_time':'1',"
        + "'layers':'1','classes':'2','width':'1','features':'1','version':'1','format':'layer-parallel'}}";
    write(json.replace('\'', '"'), 5, 6, 2, 1, 3, 4);
    Model model = ModelFile.read(hadoop, file.toString());
    assertEquals(network, model.network());
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, model.weights().toDesign());
  }

  @Test
  void refusesDamagedLengths() throws IOException {
    ModelFile.write(hadoop, file.toString(), SMALL, counting(SMALL));
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += length < 32 ? 1 : 37) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused("");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    refused("holds 583 bytes of weights, its network has 584");
    Files.write(file, Arrays.copyOf(whole, whole.length + 8));
    refused("holds 592 bytes of weights, its network has 584");
    for (long header : new long[] {-1, 0, 1, whole.length, Long.MAX_VALUE, Long.MIN_VALUE}) {
      byte[] bytes = whole.clone();
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(header);
      Files.write(file, bytes);
      refused("is not a safetensors file with a header of at most 1048576 bytes");
    }
  }

  @Test
  void refusesAnyDamagedByteOfTheHeaderOrReadsTheSameWeights() throws IOException {
    ModelFile.write(hadoop, file.toString(), SMALL, counting(SMALL));
    byte[] whole = Files.readAllBytes(file);
    long seed = 11;
    SplittableRandom random = new SplittableRandom(seed);
    int header = whole.length - 8 - 584;
    for (int i = 8; i < 8 + header; i += 1 + random.nextInt(4)) {
      byte[] bytes = whole.clone();
      bytes[i] = (byte) random.nextInt(256);
      Files.write(file, bytes);
      try {
        // Another final time or activation, say, is another network, with the same weights.
        assertArrayEquals(counting(SMALL).toDesign(), ModelFile.read(hadoop, file.toString()).weights().toDesign());
      } catch (UserError expected) {
        assertFalse(expected.getMessage().contains("\n"), "byte " + i + ", seed " + seed);
      }
    }
  }

  @Test
  void refusesDamagedHeaders() throws IOException {
    refused("{\"", "{", "its header is not JSON");
    refused("{\"__", "{\"x\":{},\"__", "holds tensors that its network does not have, [x, opening.matrix");
    refused("\"__metadata__\"", "\"other\"", "has no __metadata__ object");
    refused("opening.bias", "opening.matrix", "its header is not JSON: Duplicate field 'opening.matrix'");
    refused("opening.bias", "opening.other", "has no tensor opening.bias");
    refused("F64\",\"shape\":[1]", "F32\",\"shape\":[1]", "opening.bias has dtype F32, must be F64");
    refused("[5,3,3]", "[3,5,3]", "residual.matrix has shape [3,5,3], must be [5, 3, 3] by its metadata");
    refused("[5,3,3]", "[5,9]", "residual.matrix has shape [5,9]");
    refused("[5,3,3]", "[5,3,3.0]", "residual.matrix has shape [5,3,3.0]");
    refused("[5,3,3]", "null", "residual.matrix has shape null");
    refused("[48,56]", "[40,48]", "opening.bias has data_offsets [40,48], must be [48,56]: tensors follow each other");
    refused("[48,56]", "[48,64]", "opening.bias has data_offsets [48,64]");
    refused("[48,56]", "[-8,0]", "opening.bias has data_offsets [-8,0]");
    refused("[552,584]", "[9223372036854775800,9223372036854775807]", "classification.bias has data_offsets");
    refused("[48,56]", "[48,56,64]", "opening.bias has data_offsets [48,56,64], must be two integers");
    refused("[48,56]", "[48,99999999999999999999]", "opening.bias has data_offsets [48,99999999999999999999]");
    refused("[48,56]", "[48,56],\"x\":1", "opening.bias has entries besides dtype, shape and data_offsets");
    refused("}}", "}} {}", "its header is not JSON");
  }

  @Test
  void refusesDamagedMetadata() throws IOException {
    refused("layer-parallel", "pt", "metadata has format=pt, must be layer-parallel");
    refused("\"version\":\"1\"", "\"version\":\"2\"", "metadata has version=2, must be 1");
    refused("\"width\":\"3\"", "\"width\":3", "metadata has width=3, must be a string");
    refused("\"width\":\"3\"", "\"width\":\"three\"", "metadata has width=three, must be an integer");
    refused("\"width\":\"3\"", "\"width\":\"-3\"", "width=-3, must be >= 1");
    refused("\"width\":\"3\",", "", "metadata has no entry 'width', must be an integer");
    refused("\"width\":\"3\"", "\"width\":\"3\",\"depth\":\"3\"", "metadata has the unknown entries [depth]");
    refused("smoothed-relu", "tanh", "metadata has the unknown entries [eta]");
    refused("smoothed-relu", "gelu", "metadata has activation=gelu, must be smoothed-relu, relu or tanh");
    refused("scalar", "both", "metadata has bias=both, must be channel or scalar");
    refused("\"1.5\"", "\"NaN\"", "metadata has final_time=NaN, must be a number");
    // Sizes no file can have must neither overflow nor be allocated.
    refused("\"layers\":\"5\"", "\"layers\":\"2147483647\"", "holds 584 bytes of weights, its network has 171798691");
    refused("\"width\":\"3\"", "\"width\":\"65536\"", "holds 584 bytes of weights, its network has 171");
    refused("\"width\":\"3\"", "\"width\":\"2147483647\"", "its metadata tells a network larger than any file");
  }

  @Test
  void refusesWeightsThatAreNotFinite() throws IOException {
    Weights weights = counting(SMALL);
    ModelFile.write(hadoop, file.toString(), SMALL, weights);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(bytes.length - 8, Double.NaN);
    Files.write(file, bytes);
    refused("classification weight 15 is NaN, must be finite");
    weights.residual()[7] = Double.POSITIVE_INFINITY;
    String message = assertThrows(
        IllegalArgumentException.class, () -> ModelFile.write(hadoop, file.toString(), SMALL, weights)).getMessage();
    assertEquals("residual weight 7 is Infinity, must be finite", message);
    assertThrows(
        IllegalArgumentException.class,
        () -> ModelFile.write(hadoop, file.toString(), SMALL.withLayers(6), counting(SMALL)));
  }

  private void roundTrip(Network network, Weights weights, long seed) {
    ModelFile.write(hadoop, file.toString(), network, weights);
    Model read = ModelFile.read(hadoop, file.toString());
    assertEquals(network, read.network());
    assertArrayEquals(bits(weights), bits(read.weights()), network + ", seed " + seed);
  }

  private static long[] bits(Weights weights) {
    return Arrays.stream(weights.toDesign()).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  /** Weights of random bits, so of all magnitudes, subnormal ones and zeros of both signs among them. */
  private static Weights anyBits(Network network, SplittableRandom random) {
    double[] design = new double[(int) network.weightCount()];
    for (int i = 0; i < design.length; i++) {
      double any = Double.longBitsToDouble(random.nextLong());
      design[i] = Double.isFinite(any) ? any : -0.0;
    }
    design[0] = -0.0;
    design[1] = Double.MIN_VALUE;
    design[2] = -Double.MAX_VALUE;
    return Weights.fromDesign(network, design);
  }

  private static Weights counting(Network network) {
    double[] design = new double[(int) network.weightCount()];
    Arrays.setAll(design, i -> i);
    return Weights.fromDesign(network, design);
  }

  /** Writes a file with a header of any text. */
  private void write(String json, double... values) throws IOException {
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header);
    for (double value : values) {
      bytes.putDouble(value);
    }
    Files.write(file, bytes.array());
  }

  /** A good file with {@code from} in its header replaced by {@code to} is refused. */
  private void refused(String from, String to, String message) throws IOException {
    String json = new String(ModelHeader.of(SMALL).toBytes(), StandardCharsets.UTF_8);
    assertTrue(json.contains(from), from);
    int at = json.indexOf(from);
    write(json.substring(0, at) + to + json.substring(at + from.length()), counting(SMALL).toDesign());
    refused(message);
  }

  private void refused(String message) {
    String found = assertThrows(UserError.class, () -> ModelFile.read(hadoop, file.toString()), message).getMessage();
    assertTrue(found.startsWith(file + ": " + message), found);
    assertTrue(found.endsWith("; give an undamaged model file written by training"), found);
    assertFalse(found.contains("\n"), found);
  }
}
