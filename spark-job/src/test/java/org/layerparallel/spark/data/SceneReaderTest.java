package org.layerparallel.spark.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.layerparallel.spark.data.MatFiles.Values;
import org.layerparallel.spark.error.UserError;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

class SceneReaderTest {

  private static final int HEADER = 128;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(
      value = MatlabType.class,
      names = {"Double", "Single", "Int8", "UInt8", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64"})
  void everyNumericTypeIsRead(MatlabType type) throws IOException {
    // Beyond what is positive in the signed type of as many bits.
    int offset = type == MatlabType.UInt8 ? 150 : type == MatlabType.UInt16 ? 40000 : 0;
    Scene scene = read(cube(type, i -> offset + i, 3, 4, 5), truth(type, i -> i % 3, 3, 4));
    assertEquals(3, scene.rows());
    assertEquals(4, scene.columns());
    assertEquals(5, scene.bands());
    assertEquals(2, scene.classes());
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        int pixel = row * 4 + column;
        assertEquals((row + 3 * column) % 3, scene.label(pixel), "label of pixel " + pixel);
        for (int band = 0; band < 5; band++) {
          assertEquals(offset + row + 3 * (column + 4 * band), scene.value(pixel, band), "pixel " + pixel);
        }
      }
    }
    assertArrayEquals(new int[] {4, 4}, scene.pixelsByClass());
    assertEquals(8, scene.labelledPixels().length);
  }

  @Test
  void arraysAreFoundByShapeAmongOthers() throws IOException {
    Path both =
        MatFiles.write(
            directory.resolve("both.mat"),
            "wavelengths truth names cube offset",
            MatFiles.array(MatlabType.Double, i -> i, 1, 5),
            truthOf(i -> 1 + i % 2, 3, 4),
            Mat5.newString("some text"),
            MatFiles.array(MatlabType.Int16, i -> -i, 3, 4, 5),
            Mat5.newComplexScalar(1, 2));
    Scene scene = read(both, both);
    assertEquals("cube, 3 x 4 x 5 int16", scene.describeCube());
    assertEquals("truth, 3 x 4 uint8", scene.describeGroundTruth());
    assertEquals(-1, scene.value(4, 0));
  }

  @Test
  void filesOfMachinesOfTheOtherByteOrder() throws IOException {
    byte[] content = plain(array(ByteOrder.BIG_ENDIAN, 10, 11, 12));
    content[124] = 1;
    content[125] = 0;
    content[126] = 'M';
    content[127] = 'I';
    content[content.length - 1] = (byte) 200;
    Path cube = Files.write(directory.resolve("big.mat"), content);
    Scene scene = read(cube, truth(MatlabType.UInt8, i -> 1 + i % 2, 10, 11));
    assertEquals("huge, 10 x 11 x 12 uint8", scene.describeCube());
    assertEquals(200, scene.value(109, 11));
  }

  @Test
  void arraysAreFoundByKey() throws IOException {
    Path cubes =
        MatFiles.write(
            directory.resolve("cubes.mat"),
            "first second",
            MatFiles.array(MatlabType.UInt8, i -> 1, 3, 4, 5),
            MatFiles.array(MatlabType.UInt8, i -> 2, 3, 4, 2));
    Path truth = truth(MatlabType.UInt8, i -> 1 + i % 2, 3, 4);
    assertEquals(2, read(cubes, "second", truth, "").bands());
    refuse(
        cubes + ": holds 2 arrays of which each may be the 3-D array, first, second; name one by cube-key",
        cubes,
        truth);
    refuse(
        cubes + ": holds no 3-D array 'third', but first (3 x 4 x 5 uint8), second (3 x 4 x 2 uint8); give",
        cubes, "third", truth, "");
    refuse(
        truth + ": holds no array of the cube's 3 x 4 pixels 'cube', but truth (3 x 4 uint8); give",
        cubes, "first", truth, "cube");
  }

  @Test
  void shapesMustMatch() throws IOException {
    Path cube = cube(MatlabType.UInt8, i -> i, 3, 4, 5);
    refuse(
        truth(MatlabType.UInt8, i -> 1 + i % 2, 4, 3)
            + ": holds no array of the cube's 3 x 4 pixels, but truth (4 x 3 uint8)",
        cube,
        directory.resolve("truth.mat"));
    Path flat = MatFiles.write(directory.resolve("flat.mat"), "flat", truthOf(i -> i, 12, 5));
    refuse(flat + ": holds no 3-D array, but flat (12 x 5 uint8); give", flat, flat);
    Path words = MatFiles.write(directory.resolve("words.mat"), "words", Mat5.newChar(new int[] {3, 4, 5}));
    refuse(words + ": holds no 3-D array, but words (3 x 4 x 5 character); give", words, words);
    Path complex =
        MatFiles.write(directory.resolve("complex.mat"), "z", Mat5.newComplex(new int[] {3, 4, 5}));
    refuse(complex + ": holds no 3-D array, but z (3 x 4 x 5 double); give", complex, complex);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.5 | row 2, column 3 is 1.5, must be a class",
        "-1 | row 2, column 3 is -1.0, must be a class",
        "NaN | row 2, column 3 is NaN, must be a class",
        "1e10 | row 2, column 3 is 1.0E10, must be a class",
        "2147483647 | the largest class is 2147483647 with 12 labelled pixels, must be at least 2",
        "4 | class 3 of 4 has no pixel, must have one at least",
      })
  void aBadLabel(double label, String problem) throws IOException {
    Path truth = truth(MatlabType.Double, i -> i == 7 ? label : 1 + i % 2, 3, 4);
    refuse(truth + ": " + problem, cube(MatlabType.UInt8, i -> i, 3, 4, 5), truth);
  }

  @Test
  void oneClassIsNone() throws IOException {
    Path truth = truth(MatlabType.UInt8, i -> i % 2, 3, 4);
    refuse(truth + ": the largest class is 1 with 6", cube(MatlabType.UInt8, i -> i, 3, 4, 5), truth);
    Path none = truth(MatlabType.UInt8, i -> 0, 3, 4);
    refuse(none + ": the largest class is 0 with 0", cube(MatlabType.UInt8, i -> i, 3, 4, 5), none);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void aValueThatIsNotFinite(double value) throws IOException {
    Path cube = cube(MatlabType.Single, i -> i == 12 * 3 + 3 * 2 + 1 ? value : i, 3, 4, 5);
    refuse(
        cube + ": row 2, column 3, band 4 is " + value + ", must be finite",
        cube,
        truth(MatlabType.UInt8, i -> 1 + i % 2, 3, 4));
  }

  @Test
  void filesThatAreNotThere() throws IOException {
    Path cube = cube(MatlabType.UInt8, i -> i, 3, 4, 5);
    Path absent = directory.resolve("absent.mat");
    refuse(absent + ": no such file; check the path; data/fetch-indian-pines.sh fetches", absent, cube);
    refuse(absent + ": no such file; check the path; data/fetch", cube, absent);
    refuse(directory + ": is a directory", directory, cube);
  }

  @Test
  void filesOfAnotherFormat() throws IOException {
    Path text = Files.writeString(directory.resolve("text.mat"), "1,2,3\n".repeat(100));
    refuse(text + ": is no MAT 5 file that can be read (", text, text);
    Path empty = Files.writeString(directory.resolve("empty.mat"), "");
    refuse(empty + ": is no MAT 5 file that can be read (it ends early)", empty, empty);
    byte[] hdf5 = new byte[600];
    System.arraycopy("MATLAB 7.3 MAT-file, Platform: GLNXA64".getBytes(), 0, hdf5, 0, 38);
    hdf5[125] = 2;
    hdf5[126] = 'I';
    hdf5[127] = 'M';
    Path newer = Files.write(directory.resolve("newer.mat"), hdf5);
    refuse(newer + ": is no MAT 5 file that can be read (", newer, newer);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 127, 129, 131, 136, 150, 200, 250, 300})
  void aFileCutShort(int length) throws IOException {
    Path whole = cube(MatlabType.UInt16, i -> i * 7919 % 65521, 10, 11, 12);
    Path cut = Files.write(directory.resolve("cut.mat"), Arrays.copyOf(Files.readAllBytes(whole), length));
    refuse(cut + ": ", cut, whole);
  }

  @Test
  void anyDamagedByteIsTold() throws IOException {
    byte[] whole = Files.readAllBytes(cube(MatlabType.UInt8, i -> i, 3, 4, 5));
    Path truth = truth(MatlabType.UInt8, i -> 1 + i % 2, 3, 4);
    Path damaged = directory.resolve("damaged.mat");
    for (int at = HEADER; at < whole.length; at++) {
      for (int bits : new int[] {0x01, 0x80, 0xFF}) {
        byte[] content = whole.clone();
        content[at] ^= (byte) bits;
        Files.write(damaged, content);
        try {
          read(damaged, truth);
        } catch (UserError e) {
          // Most damage shows; what does not must give a scene all the same.
          assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        }
      }
    }
  }

  /** What a file says must not cost memory before it is known to be there. */
  @Test
  void lengthsThatAreNotThereCostNothing() throws IOException {
    Path truth = truth(MatlabType.UInt8, i -> 1 + i % 2, 3, 4);
    long before = allocated();
    // Lengths of an array, of its flags, of its dimensions, of its name, and of its numbers.
    for (int at : new int[] {4, 12, 28, 52, 68}) {
      for (int length : new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE - 7, Integer.MIN_VALUE, -8, 1 << 30}) {
        ByteBuffer array = array(10, 11, 12).putInt(at, length);
        for (byte[] content : new byte[][] {plain(array), compressed(array, 0)}) {
          Path hostile = Files.write(directory.resolve("hostile.mat"), content);
          refuse(hostile + ": ", hostile, truth);
        }
      }
    }
    assertTrue(allocated() - before < 100 << 20, () -> "allocated " + (allocated() - before) + " bytes");
  }

  @Test
  void dimensionsThatDoNotFit() throws IOException {
    Path truth = truth(MatlabType.UInt8, i -> 1 + i % 2, 3, 4);
    Path huge = Files.write(directory.resolve("huge.mat"), plain(array(30000, 30000, 200)));
    refuse(huge + ": huge (30000 x 30000 x 200 uint8) takes up to 1440000 MB, at most ", huge, truth);
    Path wrapped = Files.write(directory.resolve("wrapped.mat"), plain(array(65536, 65536, 1)));
    refuse(wrapped + ": huge (65536 x 65536 x 1 uint8) takes up to 34360 MB", wrapped, truth);
    Path other = Files.write(directory.resolve("other.mat"), plain(array(10, 11, 13)));
    refuse(other + ": is no MAT 5 file that can be read (", other, truth);
    Path negative = Files.write(directory.resolve("negative.mat"), plain(array(-10, -11, 12)));
    refuse(negative + ": holds no 3-D array, but huge (-10 x -11 x 12 uint8)", negative, truth);
  }

  /** A few kilobytes that would be gigabytes inflated. */
  @Test
  void aSmallFileThatInflatesToALargeOne() throws IOException {
    Path truth = truth(MatlabType.UInt8, i -> 1 + i % 2, 3, 4);
    ByteBuffer array = array(10, 11, 12).putInt(68, 1 << 28);
    Path bomb = Files.write(directory.resolve("bomb.mat"), compressed(array, 1 << 28));
    long before = allocated();
    refuse(bomb + ": is no MAT 5 file that can be read (an array has 268435456 bytes, its dimensions say", bomb, truth);
    assertTrue(allocated() - before < 10 << 20, () -> "allocated " + (allocated() - before) + " bytes");
  }

  @Test
  void objectsAreRefused() throws IOException {
    Path truth = truth(MatlabType.UInt8, i -> 1 + i % 2, 3, 4);
    Path object = Files.write(directory.resolve("object.mat"), plain(array(10, 11, 12).putInt(16, 17)));
    refuse(object + ": is no MAT 5 file that can be read (it holds objects, not only arrays)", object, truth);
  }

  /** What this thread has asked for so far. */
  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** An array of bytes as it stands in a file; its true content is 10 x 11 x 12. */
  private static ByteBuffer array(int rows, int columns, int bands) {
    return array(ByteOrder.LITTLE_ENDIAN, rows, columns, bands);
  }

  private static ByteBuffer array(ByteOrder order, int rows, int columns, int bands) {
    int numbers = 10 * 11 * 12;
    ByteBuffer array = ByteBuffer.allocate(72 + numbers).order(order);
    array.putInt(14).putInt(64 + numbers);
    array.putInt(6).putInt(8).putInt(9).putInt(0);
    array.putInt(5).putInt(12).putInt(rows).putInt(columns).putInt(bands).putInt(0);
    array.putInt(1).putInt(4).put("huge".getBytes()).putInt(0);
    array.putInt(2).putInt(numbers);
    return array;
  }

  private static byte[] plain(ByteBuffer array) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(header());
    file.write(array.array());
    return file.toByteArray();
  }

  /** Compressed, with zeros after it. */
  private static byte[] compressed(ByteBuffer array, int zeros) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION))) {
      deflate.write(array.array());
      byte[] block = new byte[1 << 16];
      for (int done = 0; done < zeros; done += block.length) {
        deflate.write(block);
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(header());
    file.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(15).putInt(packed.size()).array());
    packed.writeTo(file);
    return file.toByteArray();
  }

  private static byte[] header() {
    byte[] header = new byte[HEADER];
    Arrays.fill(header, 0, 116, (byte) ' ');
    System.arraycopy("MATLAB 5.0 MAT-file".getBytes(), 0, header, 0, 19);
    header[125] = 1;
    header[126] = 'I';
    header[127] = 'M';
    return header;
  }

  private Path cube(MatlabType type, Values values, int... dimensions) throws IOException {
    return MatFiles.write(directory.resolve("cube.mat"), "cube", MatFiles.array(type, values, dimensions));
  }

  private Path truth(MatlabType type, Values values, int... dimensions) throws IOException {
    return MatFiles.write(directory.resolve("truth.mat"), "truth", MatFiles.array(type, values, dimensions));
  }

  private static Matrix truthOf(Values values, int... dimensions) {
    return MatFiles.array(MatlabType.UInt8, values, dimensions);
  }

  private static Scene read(Path cube, Path truth) {
    return read(cube, "", truth, "");
  }

  private static Scene read(Path cube, String cubeKey, Path truth, String truthKey) {
    SceneFiles files = new SceneFiles(cube.toString(), cubeKey, truth.toString(), truthKey);
    return SceneReader.read(new Configuration(), files);
  }

  private static void refuse(String problem, Path cube, Path truth) {
    refuse(problem, cube, "", truth, "");
  }

  /** Demands one line that begins with {@code problem}. */
  private static void refuse(String problem, Path cube, String cubeKey, Path truth, String truthKey) {
    String message = assertThrows(UserError.class, () -> read(cube, cubeKey, truth, truthKey)).getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.startsWith(problem), () -> "must begin with\n" + problem + "\nbut is\n" + message);
  }
}
