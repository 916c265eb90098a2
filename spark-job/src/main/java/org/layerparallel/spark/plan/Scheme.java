package org.layerparallel.spark.plan;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How a training propagates.
 *
 * @param coarsening factors of multigrid, from the finest grid on; empty for serial propagation
 * @param grids most of them; 0 for serial propagation
 */
public record Scheme(List<Integer> coarsening, int grids) {

  /** Propagation without multigrid. */
  public static final Scheme SERIAL = new Scheme(List.of(), 0);

  public Scheme {
    coarsening = List.copyOf(coarsening);
  }

  /** Whether there is no multigrid. */
  public boolean serial() {
    return coarsening.isEmpty();
  }

  /** The settings that make it, {@code key=value} each. */
  public List<String> settings() {
    return serial()
        ? List.of("optimizer.exact=true")
        : List.of(
            "optimizer.exact=false",
            "multigrid.coarsening=[" + joined(",") + "]",
            "multigrid.max-levels=" + grids);
  }

  /** For tables. */
  public String text() {
    return serial() ? "-" : joined(", ") + "; " + grids + " grids";
  }

  private String joined(String separator) {
    return coarsening.stream().map(String::valueOf).collect(Collectors.joining(separator));
  }
}
