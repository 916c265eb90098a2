package org.layerparallel.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the jar for spark-submit holds, and under which names. */
class ApplicationJarIT {

  private static final Pattern OF_A_CLUSTER =
      Pattern.compile(
          "(org/apache/(spark|hadoop|log4j|logging|commons)|scala|org/slf4j|com/fasterxml/jackson)/.*");

  /**
   * Packages that keep their names. Spark MLlib brings netlib, and some of Spark's distributions JLine, but the native
   * halves of both know them by these names, as JavaCPP's does; nobody is known to bring the others. A library with
   * another package has to be weighed: relocate it in the pom.xml if a cluster may have it in a version of its own.
   */
  private static final Pattern KEEPS_ITS_NAME =
      Pattern.compile(
          "org/layerparallel/.*|org/bytedeco/.*|dev/ludovic/netlib/.*|org/(netlib|j_paine)/.*|org/jline/.*"
              + "|org/knowm/xchart/.*|me/tongfei/progressbar/.*|us/hebi/matlab/mat/.*");

  @Test
  void holdsNothingThatAClusterBrings() throws IOException {
    assertEquals(List.of(), classes().stream().filter(OF_A_CLUSTER.asMatchPredicate()).toList());
  }

  @Test
  void holdsNoClassOfTheSparkItIsFor() throws IOException {
    Set<String> own = classes();
    Set<String> both = new TreeSet<>();
    int sparks = 0;
    for (Path jar : ApplicationJar.classPath("spark.class.path.file").toList()) {
      Set<String> names = ApplicationJar.files(jar);
      sparks += names.contains("org/apache/spark/SparkContext.class") ? 1 : 0;
      names.retainAll(own);
      both.addAll(names);
    }
    assertEquals(1, sparks, "jars with Spark's core");
    assertEquals(Set.of(), both);
  }

  @Test
  void librariesThatOthersBringTooHaveNamesOfTheirOwn() throws IOException {
    Set<String> classes = classes();
    assertEquals(List.of(), classes.stream().filter(KEEPS_ITS_NAME.asMatchPredicate().negate()).toList());
    Set<String> originals = new TreeSet<>();
    classes.forEach(name -> originals.add(ApplicationJar.original(name)));
    for (String library : List.of("picocli/CommandLine.class", "com/typesafe/config/Config.class")) {
      assertTrue(originals.contains(library) && !classes.contains(library), library);
    }
  }

  private static Set<String> classes() throws IOException {
    Set<String> names = ApplicationJar.files(ApplicationJar.PATH);
    names.removeIf(name -> !name.endsWith(".class"));
    return names;
  }
}
