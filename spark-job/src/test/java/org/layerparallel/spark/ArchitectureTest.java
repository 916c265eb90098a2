package org.layerparallel.spark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.spark.io.SerializableConfiguration;

/** Which part of the application knows what. */
class ArchitectureTest {

  private static final String HERE = "org.layerparallel.spark.";

  private static JavaClasses application;

  @BeforeAll
  static void read() {
    application =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.layerparallel.spark");
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(HERE + "(*)..").should().beFreeOfCycles().check(application);
  }

  /** A library is used where it is wrapped, and nowhere else. */
  @ParameterizedTest
  @CsvSource({
    "picocli.., cli",
    "com.typesafe.config.., config",
    "org.knowm.xchart.., report",
    "me.tongfei.progressbar.., report",
    "us.hebi.matlab.mat.., data",
    "com.univocity.., data",
    "com.fasterxml.jackson.., model report checkpoint",
    "org.apache.commons.math3.., report experiment",
    "org.apache.spark.., interval session data job prediction ml",
    "org.apache.spark.ml.., ml",
    "scala.., interval data session ml",
    "org.apache.hadoop.mapred.., data",
  })
  void aLibraryHasItsPackages(String library, String packages) {
    String[] allowed =
        Arrays.stream(packages.split(" ")).map(name -> HERE + name + "..").toArray(String[]::new);
    noClasses()
        .that()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(application);
    // A rule on a library nobody uses any more would hold for ever.
    for (String one : allowed) {
      assertTrue(
          application.stream()
              .filter(resideInAPackage(one))
              .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
              .anyMatch(dependency -> resideInAPackage(library).test(dependency.getTargetClass())),
          one + " does not use " + library);
    }
  }

  @Test
  void htmlReportsKnowNothingOfTraining() {
    classes()
        .that()
        .resideInAPackage(HERE + "report.html..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(HERE + "report.html..", "java..", "com.fasterxml.jackson..")
        .check(application);
  }

  /** What reads serialized objects runs what is in them; between Spark's processes only Spark does. */
  @Test
  void nothingReadsSerializedObjects() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(SerializableConfiguration.class.getName())
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .check(application);
  }

  @Test
  void jobsKnowNothingOfTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackages(HERE + "cli..")
        .and()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should()
        .dependOnClassesThat()
        .resideInAPackage(HERE + "cli..")
        .check(application);
  }
}
