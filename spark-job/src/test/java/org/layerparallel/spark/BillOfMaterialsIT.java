package org.layerparallel.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The bill of materials, which the Maven profile {@code bom} writes: all that the jar holds, and no more. */
@EnabledIfSystemProperty(named = "bom.file", matches = ".+")
class BillOfMaterialsIT {

  @Test
  void listsWhatTheJarIsMadeOf() throws IOException, NoSuchAlgorithmException {
    Set<String> unexplained = new TreeSet<>();
    for (String name : ApplicationJar.files(ApplicationJar.PATH)) {
      if (isALibrarys(name)) {
        unexplained.add(ApplicationJar.original(name));
      }
    }
    Set<String> held = Set.copyOf(unexplained);
    List<String> useless = new ArrayList<>();
    for (Map.Entry<String, Path> part : parts().entrySet()) {
      Set<String> names = ApplicationJar.files(part.getValue());
      if (names.stream().noneMatch(held::contains)) {
        useless.add(part.getKey());
      }
      unexplained.removeAll(names);
    }
    assertEquals(Set.of(), unexplained, "in the jar, but of nothing in the bill of materials");
    assertEquals(List.of(), useless, "in the bill of materials, but not in the jar");
  }

  /** Not of the application itself, nor put together of several jars' files, as META-INF/NOTICE. */
  private static boolean isALibrarys(String name) {
    boolean own =
        name.startsWith("org/layerparallel/spark/")
            || Set.of("layer-parallel.conf", "log4j2.properties").contains(name);
    boolean merged = name.startsWith("META-INF/") && !name.startsWith("META-INF/resources/");
    return !own && !merged;
  }

  /** The jar of each component, found by what is in it. */
  private static Map<String, Path> parts() throws IOException, NoSuchAlgorithmException {
    Map<String, Path> jars = new HashMap<>();
    for (Path jar : ApplicationJar.classPath("class.path.file").toList()) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
      jars.put(HexFormat.of().formatHex(hash), jar);
    }
    Map<String, Path> parts = new HashMap<>();
    JsonNode bom = new ObjectMapper().readTree(Path.of(System.getProperty("bom.file")).toFile());
    for (JsonNode component : bom.path("components")) {
      String name = component.path("purl").asText();
      for (JsonNode hash : component.path("hashes")) {
        if (hash.path("alg").asText().equals("SHA-256")) {
          parts.put(name, jars.get(hash.path("content").asText()));
        }
      }
      if (parts.get(name) == null) {
        throw new IllegalStateException(name + " is on no class path");
      }
    }
    return parts;
  }
}
