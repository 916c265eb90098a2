package org.layerparallel.spark.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestionTest {

  @Test
  void distanceCountsEdits() {
    assertEquals(0, Suggestion.distance("width", "width"));
    assertEquals(1, Suggestion.distance("widht", "width"));
    assertEquals(1, Suggestion.distance("widt", "width"));
    assertEquals(1, Suggestion.distance("wid-th", "width"));
    assertEquals(5, Suggestion.distance("", "width"));
    assertEquals(3, Suggestion.distance("kitten", "sitting"));
  }

  @Test
  void nothingNearIsNoSuggestion() {
    List<String> known = List.of("network.width", "multigrid.cycle");
    assertEquals(Optional.empty(), Suggestion.nearest("network.colour", known));
    assertEquals(Optional.of("network.width"), Suggestion.nearest("width", known));
    assertEquals(Optional.of("multigrid.cycle"), Suggestion.nearest("multigird.cycle", known));
  }
}
