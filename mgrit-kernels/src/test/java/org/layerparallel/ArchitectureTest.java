package org.layerparallel;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameContaining;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.Serializable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.layerparallel.linalg.Blas;
import org.layerparallel.sweep.Blocks;

/** The kernels are arithmetic: no Spark, no files, no network, no log, no clock; and their packages are layered. */
class ArchitectureTest {

  private static JavaClasses kernels;

  @BeforeAll
  static void load() {
    kernels =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.layerparallel");
  }

  @Test
  void dependOnTheJavaLibraryAndTheBlasAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.layerparallel..",
            "java.io",
            "java.nio",
            "java.lang..",
            "java.util..",
            "dev.ludovic.netlib.blas",
            "org.bytedeco..")
        .because("the kernels know nothing of Spark, Hadoop, Scala or a logging framework")
        .check(kernels);
  }

  @Test
  void readAndWriteNothing() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Blocks.class.getName())
        .should()
        .dependOnClassesThat(resideInAPackage("java.io..").and(not(type(Serializable.class))))
        .because("but for the form in which blocks are serialized, kernels read and write nothing")
        .check(kernels);
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.io..").and(simpleNameContaining("File")))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.net..", "java.util.zip..", "java.util.jar..")
        .check(kernels);
  }

  @Test
  void logNothing() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Blas.class.getName())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("only netlib's own loader log is touched, to silence it")
        .check(kernels);
  }

  @Test
  void readNoClock() {
    noClasses()
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.time..")
        .check(kernels);
  }

  @Test
  void theBlasIsChosenAndCalledInOnePackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage(Blas.class.getPackageName())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.ludovic.netlib..", "org.bytedeco..")
        .check(kernels);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("org.layerparallel.(*)..").should().beFreeOfCycles().check(kernels);
  }
}
