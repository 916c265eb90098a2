package org.layerparallel.spark.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelDrawTest {

  @TempDir private static Path directory;

  private static Scene scene;

  @BeforeAll
  static void write() throws IOException {
    scene = SmallScene.read(directory);
  }

  @ParameterizedTest
  @CsvSource({
    "STRATIFIED, 3, 0", "STRATIFIED, 60, 30", "STRATIFIED, 285, 3", "STRATIFIED, 288, 0", "STRATIFIED, 17, -1",
    "UNIFORM, 1, 0", "UNIFORM, 60, 30", "UNIFORM, 100, 188", "UNIFORM, 17, -1"
  })
  void pixelsAreLabelledAndDifferent(Sampling sampling, int training, int validation) {
    PixelDraw draw = PixelDraw.draw(scene, training, validation, sampling, 3);
    assertEquals(training, draw.training().length);
    assertEquals(validation < 0 ? 288 - training : validation, draw.validation().length);
    Set<Integer> seen = new HashSet<>();
    IntStream.concat(Arrays.stream(draw.training()), Arrays.stream(draw.validation()))
        .forEach(
            pixel -> {
              assertTrue(seen.add(pixel), "drawn twice: " + pixel);
              assertTrue(scene.label(pixel) > 0, "background: " + pixel);
            });
  }

  @Test
  void stratifiedSharesAreThoseOfTheClasses() {
    PixelDraw draw = PixelDraw.draw(scene, 60, 30, Sampling.STRATIFIED, 3);
    assertArrayEquals(new int[] {10, 20, 30}, byClass(draw.training()));
    assertArrayEquals(new int[] {5, 10, 15}, byClass(draw.validation()));
  }

  @Test
  void everyClassIsTrainedWith() {
    assertArrayEquals(
        new int[] {1, 1, 1}, byClass(PixelDraw.draw(scene, 3, 0, Sampling.STRATIFIED, 3).training()));
  }

  @Test
  void dependsOnTheSeedAlone() {
    for (Sampling sampling : Sampling.values()) {
      int[] pixels = PixelDraw.draw(scene, 60, 0, sampling, 3).training();
      assertArrayEquals(pixels, PixelDraw.draw(scene, 60, 100, sampling, 3).training());
      Set<Integer> both = new HashSet<>(Arrays.stream(pixels).boxed().toList());
      both.retainAll(Arrays.stream(PixelDraw.draw(scene, 60, 0, sampling, 4).training()).boxed().toList());
      assertTrue(both.size() < 30, both.size() + " of 60 pixels in common with the next seed");
    }
  }

  /** What a seed draws must never change, as results are published with it; a program of its own draws these too. */
  @Test
  void drawsTheSameForEver() {
    assertArrayEquals(
        new int[] {24, 318, 151, 19, 402, 400},
        PixelDraw.draw(scene, 6, 3, Sampling.STRATIFIED, 1).training());
  }

  @Test
  void refusesMoreThanThereAre() {
    assertEquals(
        "training=200 and validation=89, together must be <= 288, the labelled pixels", refusal(200, 89));
    assertEquals(
        "training=289 and validation=0, together must be <= 288, the labelled pixels", refusal(289, -1));
    assertEquals("training=2, must be >= 3 with sampling = stratified, one of each class", refusal(2, 0));
  }

  /** Random sizes: parts sum up, keep below the sizes, are off by less than one, and none is left out if so asked. */
  @Test
  void sharesAreProportional() {
    SplittableRandom random = new SplittableRandom(11);
    for (int run = 0; run < 2000; run++) {
      int[] sizes = random.ints(1 + random.nextInt(20), 1, 1 + (1 << random.nextInt(1, 20))).toArray();
      int sum = Arrays.stream(sizes).sum();
      int total = random.nextInt(sum + 1);
      String what = "run " + run + ": " + total + " of " + Arrays.toString(sizes);
      int[] parts = Shares.proportional(total, sizes);
      assertEquals(total, Arrays.stream(parts).sum(), what);
      for (int i = 0; i < sizes.length; i++) {
        assertTrue(parts[i] <= sizes[i], what);
        assertTrue(Math.abs(parts[i] - (double) total * sizes[i] / sum) < 1, what);
      }
      if (total >= sizes.length) {
        int[] some = Shares.proportionalAtLeastOne(total, sizes);
        assertEquals(total, Arrays.stream(some).sum(), what);
        for (int i = 0; i < sizes.length; i++) {
          assertTrue(some[i] >= 1 && some[i] <= sizes[i], what);
        }
      }
    }
  }

  private static String refusal(int training, int validation) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> PixelDraw.draw(scene, training, validation, Sampling.STRATIFIED, 1))
        .getMessage();
  }

  private static int[] byClass(int[] pixels) {
    int[] counts = new int[scene.classes()];
    for (int pixel : pixels) {
      counts[scene.label(pixel) - 1]++;
    }
    return counts;
  }
}
