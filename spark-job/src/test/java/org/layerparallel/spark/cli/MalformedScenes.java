package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/** MAT files that are wrong, as cube and as ground truth, plain and compressed. */
final class MalformedScenes {

  private static final int ROWS = 6;
  private static final int COLUMNS = 5;
  private static final int BANDS = 3;

  private static final int[] SIZES = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30, 1 << 24, 3};

  private final Refusals refusals;
  private final Path directory;
  private final Path cube;
  private final Path truth;
  private final SplittableRandom random = new SplittableRandom(20260104);
  private int turn;

  MalformedScenes(Refusals refusals, Path directory) throws IOException {
    this.refusals = refusals;
    this.directory = directory;
    this.cube = Files.write(directory.resolve("cube.mat"), MatBytes.file(cube()));
    this.truth = Files.write(directory.resolve("truth.mat"), MatBytes.file(truth(labels())));
  }

  void run() throws IOException {
    Command.succeed("scene", "--cube", cube.toString(), "--ground-truth", truth.toString());
    Path packed = Files.write(directory.resolve("packed.mat"), MatBytes.file(MatBytes.compressed(cube())));
    Command.succeed("scene", "--cube", packed.toString(), "--ground-truth", truth.toString());
    Path trained = directory.resolve("trained");
    Command.succeed(Command.small("train", trained, settings(cube, truth)));
    for (boolean compressed : new boolean[] {false, true}) {
      cut(compressed ? MatBytes.compressed(cube()) : cube());
      tags(compressed);
      parts(compressed);
    }
    compression();
    headers();
    values();
    filesThatAreNone();
  }

  private static byte[] cube() {
    return MatBytes.array(
        MatBytes.flags(MatBytes.UINT16_ARRAY),
        MatBytes.dimensions(ROWS, COLUMNS, BANDS),
        MatBytes.name("radiance"),
        MatBytes.uint16(numbers()));
  }

  private static int[] numbers() {
    int[] numbers = new int[ROWS * COLUMNS * BANDS];
    Arrays.setAll(numbers, i -> 1000 + 37 * i % 101);
    return numbers;
  }

  private static double[] labels() {
    double[] labels = new double[ROWS * COLUMNS];
    Arrays.setAll(labels, i -> i % 3);
    return labels;
  }

  private static byte[] truth(double... labels) {
    return MatBytes.array(
        MatBytes.flags(MatBytes.DOUBLE_ARRAY),
        MatBytes.dimensions(ROWS, COLUMNS),
        MatBytes.name("classes"),
        MatBytes.doubles(labels));
  }

  private void cut(byte[] element) throws IOException {
    byte[] whole = MatBytes.file(element);
    for (int i = 0; i < 40; i++) {
      cube("cut short", Arrays.copyOf(whole, random.nextInt(whole.length - 8)));
    }
  }

  /** Lengths and types, in the tags of an array and of its parts, that cannot be. */
  private void tags(boolean compressed) throws IOException {
    byte[] whole = cube();
    int dimensions = 8 + 16;
    int name = dimensions + 24;
    int numbers = name + 16;
    for (int tag : new int[] {0, 8, dimensions, name, numbers}) {
      for (int size : SIZES) {
        if (tag == name && size == 3) {
          // Another name, and no other matter.
          continue;
        }
        array("length " + size + " at " + tag, with(whole, tag + 4, size), compressed);
      }
      for (int type : new int[] {0, 8, 10, 99, -1, MatBytes.COMPRESSED, MatBytes.MATRIX}) {
        if (tag != 0 || type != MatBytes.MATRIX) {
          array("type " + type + " at " + tag, with(whole, tag, type), compressed);
        }
      }
    }
    for (int part = 0; part < 3; part++) {
      for (int size : new int[] {-1, 0, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30, 1 << 16, 7}) {
        array("dimension " + part + " of " + size, with(whole, dimensions + 8 + 4 * part, size), compressed);
      }
    }
  }

  private void parts(boolean compressed) throws IOException {
    byte[] dimensions = MatBytes.dimensions(ROWS, COLUMNS, BANDS);
    byte[] name = MatBytes.name("radiance");
    byte[] numbers = MatBytes.uint16(numbers());
    for (int kind : new int[] {0, 1, 2, 3, 4, 5, 16, 17, 18, 99, 255, MatBytes.UINT16_ARRAY | 0x800}) {
      array("an array of kind " + kind, MatBytes.array(MatBytes.flags(kind), dimensions, name, numbers), compressed);
    }
    byte[] flags = MatBytes.flags(MatBytes.UINT16_ARRAY);
    for (int[] sizes :
        new int[][] {
          {}, {ROWS}, {ROWS, COLUMNS}, {ROWS, COLUMNS, BANDS, 1}, {65536, 65536, 1}, {65536, 65536, 65536},
          {46341, 46341, 2}, {1 << 30, 1 << 30, 1 << 30}, {20_000, 20_000, 5}, {ROWS, COLUMNS, BANDS + 1}
        }) {
      byte[] other = MatBytes.array(flags, MatBytes.dimensions(sizes), name, numbers);
      array("of " + Arrays.toString(sizes), other, compressed);
    }
    byte[] many = MatBytes.dimensions(new int[5000]);
    array("of too many dimensions", MatBytes.array(flags, many, name, numbers), compressed);
    array("of a long name", MatBytes.array(flags, dimensions, MatBytes.name("x".repeat(100_000)), numbers), compressed);
    array("without numbers", MatBytes.array(flags, dimensions, name), compressed);
    array("without a name", MatBytes.array(flags, dimensions, numbers), compressed);
    array("without dimensions", MatBytes.array(flags, name, numbers), compressed);
    array("without flags", MatBytes.array(dimensions, name, numbers), compressed);
    array("empty", MatBytes.array(), compressed);
    byte[] nested = cube();
    for (int i = 0; i < 2000; i++) {
      // A cell that holds a cell and so on.
      nested = MatBytes.array(MatBytes.flags(1), MatBytes.dimensions(1, 1), MatBytes.name("c"), nested);
    }
    array("cells in cells", nested, compressed);
    byte[] both = MatBytes.joined(wrapped(cube(), compressed), wrapped(cube(), compressed));
    cube("two cubes of a name", MatBytes.file(both));
  }

  /** What inflates to less than it says, to more, or not at all. */
  private void compression() throws IOException {
    byte[] deflated = MatBytes.deflated(cube());
    for (int i = 0; i < 40; i++) {
      byte[] flipped = deflated.clone();
      int at = random.nextInt(flipped.length);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      // The last byte before the checksum has bits that nobody reads.
      if (!MatBytes.inflatesTo(cube(), flipped)) {
        byte[] element = MatBytes.element(MatBytes.COMPRESSED, flipped);
        cube("a bit of what is compressed, in byte " + at, MatBytes.file(element));
      }
    }
    for (int i = 0; i < 10; i++) {
      byte[] less = Arrays.copyOf(deflated, random.nextInt(deflated.length));
      cube("compressed and cut short", MatBytes.file(MatBytes.element(MatBytes.COMPRESSED, less)));
    }
    byte[] zeros = new byte[64 << 20];
    cube("zeros", MatBytes.file(MatBytes.compressed(zeros)));
    byte[] bomb = MatBytes.deflated(MatBytes.joined(MatBytes.ints(MatBytes.MATRIX, 1 << 30), cube(), zeros));
    cube("an array of zeros", MatBytes.file(MatBytes.element(MatBytes.COMPRESSED, bomb)));
    byte[] start =
        MatBytes.joined(
            MatBytes.flags(MatBytes.UINT16_ARRAY), MatBytes.dimensions(8000, 8000, 1), MatBytes.name("radiance"),
            MatBytes.ints(MatBytes.UINT16, 128_000_000));
    // As large as deflate could make it, so that only a look at the content tells.
    byte[] noise = new byte[140_000];
    random.nextBytes(noise);
    byte[] array = MatBytes.joined(MatBytes.ints(MatBytes.MATRIX, start.length + 128_000_000), start, noise);
    cube("numbers that are claimed only", MatBytes.file(MatBytes.compressed(array)));
    cube("compressed twice", MatBytes.file(MatBytes.compressed(MatBytes.compressed(cube()))));
  }

  private void headers() throws IOException {
    byte[] whole = MatBytes.file(cube());
    for (int at : new int[] {126, 127}) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] other = whole.clone();
        other[at] ^= (byte) (1 << bit);
        cube("bit " + bit + " of byte " + at, other);
      }
    }
    byte[] swapped = whole.clone();
    swapped[126] = 'M';
    swapped[127] = 'I';
    cube("the other byte order", swapped);
    cube("no header", cube());
    byte[] hdf5 = {(byte) 0x89, 'H', 'D', 'F', 13, 10, 26, 10};
    cube("HDF5, as version 7.3 has it", MatBytes.joined(hdf5, whole));
    for (int i = 0; i < 10; i++) {
      byte[] noise = new byte[1000];
      random.nextBytes(noise);
      cube("bytes of no meaning", noise);
      cube("elements of no meaning", MatBytes.file(noise));
    }
  }

  private void values() throws IOException {
    double infinity = Double.POSITIVE_INFINITY;
    for (double wrong : new double[] {Double.NaN, infinity, -1, 0.5, 1e300, 2147483647, 2147483648.0, 31, 4}) {
      for (int i = 0; i < 4; i++) {
        double[] labels = labels();
        labels[random.nextInt(labels.length)] = wrong;
        truth("a label " + wrong, MatBytes.file(truth(labels)));
      }
    }
    truth("no label", MatBytes.file(truth(new double[ROWS * COLUMNS])));
    double[] same = new double[ROWS * COLUMNS];
    Arrays.fill(same, 1);
    truth("one class", MatBytes.file(truth(same)));
    byte[] name = MatBytes.name("radiance");
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      for (int i = 0; i < 5; i++) {
        double[] numbers = new double[ROWS * COLUMNS * BANDS];
        numbers[random.nextInt(numbers.length)] = wrong;
        cube(
            "a value " + wrong,
            MatBytes.file(
                MatBytes.array(
                    MatBytes.flags(MatBytes.DOUBLE_ARRAY), MatBytes.dimensions(ROWS, COLUMNS, BANDS), name,
                    MatBytes.doubles(numbers))));
      }
    }
    for (double scale : new double[] {1e308, 1e-200}) {
      double[] numbers = new double[ROWS * COLUMNS * BANDS];
      Arrays.setAll(numbers, i -> scale * (1 + i % 2));
      byte[] file =
          MatBytes.file(
              MatBytes.array(
                  MatBytes.flags(MatBytes.DOUBLE_ARRAY), MatBytes.dimensions(ROWS, COLUMNS, BANDS), name,
                  MatBytes.doubles(numbers)));
      Path written = Files.write(directory.resolve("malformed.mat"), file);
      train("values about " + scale, written, truth, file.length);
    }
    for (String setting :
        new String[] {"training=100", "training=19", "validation=1000", "cube-key=nothing", "ground-truth-key=nothing",
            "class-names=[one]", "training=1"}) {
      train(setting, cube, truth, 0, "data.scene." + setting);
    }
  }

  private void filesThatAreNone() throws IOException {
    cube("nothing", new byte[0]);
    cube("a header alone", MatBytes.file());
    truth("the ground truth of another scene", MatBytes.file(cube()));
    byte[] cell = MatBytes.array(MatBytes.flags(1), MatBytes.dimensions(1, 1), MatBytes.name("c"), cube());
    truth("a cell", MatBytes.file(cell));
    scene("no file", directory.resolve("absent.mat"), truth, 0);
    scene("a directory", directory, truth, 0);
    scene("an endless file", Path.of("/dev/zero"), truth, 0);
    Path sparse = directory.resolve("sparse.mat");
    for (byte[] start : new byte[][] {MatBytes.file(cube()), MatBytes.file(), {}}) {
      Files.write(sparse, start);
      for (int type : new int[] {MatBytes.COMPRESSED, MatBytes.MATRIX}) {
        if (start.length == 128) {
          Files.write(sparse, MatBytes.joined(start, MatBytes.ints(type, (1 << 28) - 8)));
        }
        try (RandomAccessFile content = new RandomAccessFile(sparse.toFile(), "rw")) {
          content.setLength(start.length > 128 ? start.length + 8 : 1L << 28);
        }
        if (start.length <= 128) {
          scene("sparse, after " + start.length, sparse, truth, start.length);
        }
      }
    }
    Files.delete(sparse);
  }

  private static byte[] with(byte[] bytes, int at, int number) {
    byte[] other = bytes.clone();
    System.arraycopy(MatBytes.ints(number), 0, other, at, 4);
    return other;
  }

  private static byte[] wrapped(byte[] element, boolean compressed) {
    return compressed ? MatBytes.compressed(element) : element;
  }

  private void array(String what, byte[] element, boolean compressed) throws IOException {
    cube(what + (compressed ? ", compressed" : ""), MatBytes.file(wrapped(element, compressed)));
  }

  private void cube(String what, byte[] bytes) throws IOException {
    Path file = Files.write(directory.resolve("malformed.mat"), bytes);
    scene("cube, " + what, file, truth, bytes.length);
  }

  private void truth(String what, byte[] bytes) throws IOException {
    Path file = Files.write(directory.resolve("malformed.mat"), bytes);
    scene("ground truth, " + what, cube, file, bytes.length);
  }

  /** By one of the commands that read scenes, in turn. */
  private void scene(String what, Path cubeFile, Path truthFile, long bytes) {
    if (turn++ % 2 == 0) {
      refusals.refuse(
          "scene: " + what, bytes, "scene", "--cube", cubeFile.toString(), "--ground-truth", truthFile.toString());
    } else {
      train(what, cubeFile, truthFile, bytes);
    }
  }

  private void train(String what, Path cubeFile, Path truthFile, long bytes, String... more) {
    String[] settings = settings(cubeFile, truthFile);
    String[] all = Arrays.copyOf(settings, settings.length + more.length);
    System.arraycopy(more, 0, all, settings.length, more.length);
    refusals.refuse("scene: " + what, bytes, Command.small("train", directory.resolve("new/run"), all));
  }

  private static String[] settings(Path cubeFile, Path truthFile) {
    return new String[] {
      "data.kind=scene",
      "data.scene.cube=" + cubeFile,
      "data.scene.ground-truth=" + truthFile,
      "data.scene.training=10",
      "data.scene.validation=5",
      "execution.kind=in-process"
    };
  }
}
