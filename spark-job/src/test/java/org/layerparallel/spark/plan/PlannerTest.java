package org.layerparallel.spark.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.layerparallel.spark.config.DataShape;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.config.SettingsReader;
import org.layerparallel.spark.cost.StepTimes;

/** Plans by given times. */
class PlannerTest {

  private static final Rates FREE = new Rates(0, 0, 0, 0, 0, 0);

  private static JobSettings read(int layers, List<String> lines) {
    List<String> all = new ArrayList<>(List.of("network.layers=" + layers, "nested.iterations=[30,10]"));
    all.addAll(lines);
    return new SettingsReader(new Configuration(false)).read(Optional.empty(), all);
  }

  private static Planner planner(int layers, int executors, Rates rates) {
    return new Planner(
        lines -> read(layers, lines).training().on(new DataShape(2, 5)),
        5000,
        1000,
        new StepTimes(1e-8, 2e-8),
        new Cluster(executors, 1, 2, rates));
  }

  private static Set<String> names(List<Proposal> proposals) {
    Set<String> names = new HashSet<>();
    proposals.forEach(proposal -> names.add(proposal.name()));
    return names;
  }

  @Test
  void everyWayIsProposedOnceTheFastestFirst() {
    List<Proposal> proposals = planner(512, 16, Rates.TYPICAL).proposals();
    assertEquals(5, proposals.size());
    assertEquals(
        Set.of(
            "serial, in process",
            "layer-parallel, in process",
            "data-parallel",
            "layer-parallel, coarse levels on the driver",
            "layer-parallel, coarse levels on the executors"),
        names(proposals));
    for (int i = 2; i < proposals.size(); i++) {
      assertTrue(
          proposals.get(i - 1).prediction().seconds() <= proposals.get(i).prediction().seconds(), proposals::toString);
    }
  }

  /** What is recommended are settings, and they say what was meant. */
  @Test
  void proposalsAreSettings() {
    for (Proposal proposal : planner(64, 4, Rates.TYPICAL).proposals()) {
      JobSettings settings = read(64, proposal.settings());
      assertEquals(proposal.layout().intervals(), settings.execution().intervals(), proposal::toString);
      assertEquals(proposal.layout().blocks(), settings.execution().exampleBlocks(), proposal::toString);
      assertEquals(proposal.layout().columns(), settings.execution().columns(), proposal::toString);
      assertEquals(proposal.scheme().serial(), settings.training().exact(), proposal::toString);
      assertTrue(
          proposal.scheme().serial()
              || settings.training().levels().get(1).cycle().coarsening().equals(proposal.scheme().coarsening()),
          proposal::toString);
    }
  }

  @Test
  void executorsThatSaveNothingAreNotWanted() {
    // With 8 tiles to train with, and 9 executors, two have a tile each that another one could have as well.
    Proposal best =
        planner(64, 9, FREE).proposals().stream()
            .filter(proposal -> proposal.name().equals("data-parallel"))
            .findFirst()
            .orElseThrow();
    assertEquals(8, best.executors());
    assertEquals(8, best.layout().blocks());
    // Where each job takes a second, none is wanted at all.
    Proposal recommended = planner(64, 8, new Rates(1, 0, 0, 0, 0, 0)).proposals().get(0);
    assertEquals(0, recommended.executors());
  }

  @Test
  void theDriverNeedsTheCPointsOnlyIfItSolvesTheCoarseLevels() {
    for (Proposal proposal : planner(512, 4, Rates.TYPICAL).proposals()) {
      boolean driver = proposal.name().endsWith("driver");
      boolean alone = proposal.executors() == 0;
      boolean shares = proposal.layout().blocks() > 1;
      assertEquals(driver || alone || shares, proposal.driverBytes() > 0, proposal::toString);
      assertEquals(!alone, proposal.executorBytes() > 0, proposal::toString);
    }
  }

  @Test
  void partsAreTheWholeIteration() {
    for (Proposal proposal : planner(512, 4, Rates.TYPICAL).fastest().values()) {
      double sum = proposal.prediction().parts().values().stream().mapToDouble(Double::doubleValue).sum();
      assertEquals(proposal.prediction().seconds(), sum, 1e-9, proposal.name());
      assertTrue(proposal.executors() == 0 || proposal.executors() == 4, proposal::toString);
    }
  }
}
