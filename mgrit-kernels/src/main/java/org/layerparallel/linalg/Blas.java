package org.layerparallel.linalg;

import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The BLAS of this process. It is chosen once, by the first who asks; as another one rounds otherwise, all parts of a run
 * must agree on it.
 *
 * @param kind which one
 * @param why why it, or the way it is called, is not one that was preferred; blank if all is the first choice
 */
public record Blas(BlasKind kind, String why) {

  /** System property with the {@link BlasKind} to use where nobody asks for one. */
  public static final String PROPERTY = "layerparallel.blas";

  private static Blas chosen;
  private static DoubleBlas calls;

  /**
   * The BLAS of this process: the first of native, Vector API and plain Java that loads here, unless the system property
   * {@value #PROPERTY} names another or one is chosen already.
   *
   * @throws IllegalStateException if the one that the property names does not load
   */
  public static synchronized Blas inUse() {
    if (chosen == null) {
      String named = System.getProperty(PROPERTY, "");
      if (named.isBlank()) {
        chooseFirst();
      } else {
        choose(byName(named));
      }
    }
    return chosen;
  }

  /**
   * Demands a certain one.
   *
   * @throws IllegalStateException if it does not load, or this process uses another already
   */
  public static synchronized Blas use(BlasKind kind) {
    if (chosen == null) {
      choose(kind);
    }
    if (chosen.kind() != kind) {
      throw new IllegalStateException(
          "this process computes with the " + chosen.kind().setting() + " BLAS already, not with "
              + kind.setting());
    }
    return chosen;
  }

  /** For people: what it is, and why not another. */
  public String description() {
    String name =
        switch (kind) {
          case NATIVE -> "native (OpenBLAS), one thread a task";
          case VECTOR -> "Java with the Vector API";
          case JAVA -> "plain Java";
        };
    return why.isEmpty() ? name : name + "; " + why;
  }

  static synchronized DoubleBlas calls() {
    inUse();
    return calls;
  }

  private static void choose(BlasKind kind) {
    try {
      calls = load(kind);
      chosen = new Blas(kind, calls.remark());
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "the " + kind.setting() + " BLAS does not load here: " + e.getMessage(), e);
    }
  }

  private static void chooseFirst() {
    List<String> why = new ArrayList<>();
    for (BlasKind kind : BlasKind.values()) {
      try {
        calls = load(kind);
        why.add(calls.remark());
        why.removeIf(String::isBlank);
        chosen = new Blas(kind, String.join("; ", why));
        return;
      } catch (IllegalStateException e) {
        why.add(kind.setting() + " does not load: " + e.getMessage());
      }
    }
    throw new IllegalStateException(String.join("; ", why));
  }

  private static DoubleBlas load(BlasKind kind) {
    // Its loader warns, with a stack trace, of each implementation this JVM was not started for; none of them is missed.
    Logger loader = Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder");
    Level before = loader.getLevel();
    loader.setLevel(Level.OFF);
    try {
      return switch (kind) {
        case NATIVE -> OpenBlas.load();
        case VECTOR -> vector();
        case JAVA -> plain();
      };
    } finally {
      loader.setLevel(before);
    }
  }

  /** netlib gives the better of its two, by whether the module is there. */
  private static DoubleBlas vector() {
    if (!hasVectorApi()) {
      throw new IllegalStateException("the JVM was started without --add-modules jdk.incubator.vector");
    }
    return new NetlibBlas(JavaBLAS.getInstance());
  }

  private static DoubleBlas plain() {
    if (hasVectorApi()) {
      throw new IllegalStateException("the JVM was started with --add-modules jdk.incubator.vector");
    }
    return new NetlibBlas(JavaBLAS.getInstance());
  }

  private static boolean hasVectorApi() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  private static BlasKind byName(String name) {
    for (BlasKind kind : BlasKind.values()) {
      if (kind.setting().equals(name)) {
        return kind;
      }
    }
    throw new IllegalStateException(PROPERTY + "=" + name + ", must be native, vector or java");
  }
}
