package org.layerparallel.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.layerparallel.Sample;

/** A JVM loads a JNI library into one class loader only, but an executor can have several, each with the kernels. */
@EnabledOnOs(OS.LINUX)
class TwoLoadersTest {

  private static final int SIZE = 37;

  @Test
  void eachHasTheNativeLibrary() throws IOException, ReflectiveOperationException {
    Random random = new Random(1);
    double[] a = Sample.normal(random, SIZE * SIZE, 1);
    double[] b = Sample.normal(random, SIZE * SIZE, 1);
    double[] expected = new double[SIZE * SIZE];
    Gemm.product(SIZE, SIZE, SIZE, a, 0, b, 0, expected, 0);
    for (int i = 0; i < 2; i++) {
      try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
        Class<?> gemm = loader.loadClass(Gemm.class.getName());
        assertNotSame(Gemm.class, gemm);
        double[] actual = new double[SIZE * SIZE];
        gemm.getMethod(
                "product", int.class, int.class, int.class, double[].class, int.class, double[].class, int.class,
                double[].class, int.class)
            .invoke(null, SIZE, SIZE, SIZE, a, 0, b, 0, actual, 0);
        assertArrayEquals(expected, actual);
        Class<?> blas = loader.loadClass(Blas.class.getName());
        String description = (String) blas.getMethod("description").invoke(blas.getMethod("inUse").invoke(null));
        assertTrue(description.startsWith("native (OpenBLAS)"), description);
      }
    }
  }

  private static URL[] classPath() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
