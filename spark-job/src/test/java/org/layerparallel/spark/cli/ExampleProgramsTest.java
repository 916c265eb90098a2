package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.spark.ml.param.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.spark.LocalSpark;
import org.layerparallel.spark.ml.LayerParallelClassifier;
import org.layerparallel.spark.ml.LayerParallelModel;
import scala.Console;

/**
 * The programs in docs/examples. Those in Java and Scala are compiled and run; PySpark is nothing that Maven has, so of
 * the one in Python, and the module it uses, only the names are checked.
 */
class ExampleProgramsTest {

  /** Of five classes. */
  private static final double CHANCE = 0.2;

  /** Prints what a class of the module, or a program, takes from Java: class, kind and name. */
  private static final String NAMES =
      """
      import ast, sys

      def names(owner, tree):
          for node in ast.walk(tree):
              if isinstance(node, ast.Call):
                  called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                  on = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
                  if called in ("_set", "LayerParallelClassifier") or on + called == "classifiersetParams":
                      for keyword in node.keywords:
                          if keyword.arg:
                              print(owner, "param", keyword.arg)
                  if called == "_call_java":
                      print(owner, "method", node.args[0].value)
                  if on in ("self._java_obj", "self._to_java()"):
                      print(owner, "method", called)
                  if called == "_new_java_obj":
                      print(owner, "class", node.args[0].value)
              if (isinstance(node, ast.Attribute) and ast.unparse(node.value) == "classifier"
                      and node.attr != "setParams"):
                  print("LayerParallelClassifier", "param", node.attr)

      for file in sys.argv[1:]:
          tree = ast.parse(open(file).read(), file)
          classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
          for node in classes:
              names(node.name, node)
          if not classes:
              names("LayerParallelClassifier", tree)
      """;

  @TempDir private Path directory;

  @Test
  void javaAndScalaSayTheSame() throws Exception {
    LocalSpark.session();
    Path java = Files.createDirectory(directory.resolve("java"));
    Path scala = Files.createDirectory(directory.resolve("scala"));
    String javaSource = Command.shipped("docs/examples/PeaksExample.java").toString();
    Path scalaSource = Command.shipped("docs/examples/PeaksExample.scala");
    try (ChildProcess compiler = Scala.compile(directory, scala, scalaSource)) {
      String[] strict = {"-Xlint:all,-path", "-Werror", "-proc:none"};
      String[] javac = {"-cp", Scala.CLASS_PATH, "-d", java.toString(), javaSource};
      ByteArrayOutputStream complaints = new ByteArrayOutputStream();
      int code =
          ToolProvider.getSystemJavaCompiler()
              .run(null, complaints, complaints, Stream.of(strict, javac).flatMap(Stream::of).toArray(String[]::new));
      assertEquals(0, code, complaints::toString);
      List<String> said = run(java);
      Command compiled = compiler.result();
      assertEquals(0, compiled.code(), compiled.out() + compiled.err());
      assertEquals(said, run(scala));
      assertEquals(3, said.size(), said::toString);
      assertTrue(accuracy(said.get(0)) > 2 * CHANCE, said.get(0));
      assertTrue(said.get(1).startsWith("accuracy of 16 layers ") && accuracy(said.get(1)) > 2 * CHANCE, said.get(1));
      assertTrue(said.get(2).matches("best width [48]"), said.get(2));
    }
  }

  @Test
  void pythonKnowsTheRightNames() throws Exception {
    String any = Python.with(directory, "ast");
    Path module = Command.shipped("notebooks/org/layerparallel/spark/ml.py");
    Path program = Command.shipped("docs/examples/peaks_example.py");
    ProcessBuilder line = new ProcessBuilder(any, "-c", NAMES, module.toString(), program.toString());
    try (ChildProcess python = new ChildProcess(line, directory)) {
      Command parsed = python.result();
      assertEquals(0, parsed.code(), parsed.err());
      List<String> names = parsed.out().lines().toList();
      assertTrue(names.contains("LayerParallelClassifier param nestedIterations"), names::toString);
      assertTrue(names.contains("LayerParallelModel method refined"), names::toString);
      for (String name : names) {
        String[] parts = name.split(" ");
        assertTrue(owners(parts[0]).allMatch(owner -> has(owner, parts[1], parts[2])), name);
      }
    }
  }

  /** The Java classes that a class in Python stands for: by its name, as PySpark finds them, or both. */
  private static Stream<Class<?>> owners(String name) {
    return Stream.<Class<?>>of(LayerParallelClassifier.class, LayerParallelModel.class)
        .filter(type -> name.startsWith("_") || type.getSimpleName().equals(name));
  }

  private static boolean has(Class<?> owner, String kind, String name) {
    return switch (kind) {
      case "class" -> owner.getName().equals(name);
      case "method" -> Stream.of(owner.getMethods()).map(Method::getName).anyMatch(name::equals);
      default -> hasParam(owner, name);
    };
  }

  private static boolean hasParam(Class<?> owner, String name) {
    if (owner == LayerParallelClassifier.class) {
      return new LayerParallelClassifier().hasParam(name);
    }
    return Params.class.isAssignableFrom(owner) && has(owner, "method", name);
  }

  /** Lines that the program in {@code classes} prints. */
  private List<String> run(Path classes) throws Exception {
    String points = Command.shipped("data/peaks-training.csv").toUri().toString();
    String model = classes.resolve("model").toUri().toString();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      Method main = loader.loadClass("PeaksExample").getMethod("main", String[].class);
      System.setOut(out);
      // Scala keeps what System.out was when it first printed.
      Console.withOut(out, () -> invoke(main, points, model));
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static Object invoke(Method main, String... arguments) {
    try {
      return main.invoke(null, (Object) arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double accuracy(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }
}
