package org.layerparallel.spark.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Settings of the right kind whose networks and states no memory holds. */
final class MalformedSizes {

  private final Refusals refusals;
  private final Path output;

  MalformedSizes(Refusals refusals, Path directory) {
    this.refusals = refusals;
    this.output = directory.resolve("new/run");
  }

  void run() {
    for (String width : List.of("20000", "46340", "46341", "1000000", "1073741824", "2147483647")) {
      refuse("network.width=" + width);
      refuse("network.width=" + width, "network.opening=zero-expansion");
    }
    for (String layers : List.of("100000000", "1073741823", "1073741824", "2147483647")) {
      refuse("network.layers=" + layers);
      refuse("network.layers=" + layers, "nested.iterations=[1]");
      refusals.refuse("--layers " + layers, 0, "convergence", "--layers", layers, "-o", output.toString());
      refusals.refuse("--layers " + layers, 0, "import", "absent.txt", output.toString(), "--layers", layers);
    }
    for (String threads : List.of("4097", "1000000", "2147483647")) {
      refuse("execution.threads=" + threads);
    }
    for (String factor : List.of("100000000", "1073741824", "2147483647")) {
      refuse("nested.refinement-factor=" + factor);
    }
    refuse("nested.iterations=[" + "1,".repeat(31) + "1]");
    refuse("nested.iterations=[" + "1,".repeat(1000) + "1]");
    refuse("data.peaks.training=2147483645");
    refuse("data.peaks.validation=2147483645");
  }

  private void refuse(String... settings) {
    String[] all = Arrays.copyOf(settings, settings.length + 1);
    all[settings.length] = "execution.kind=in-process";
    refusals.refuse(String.join(" ", settings), 0, Command.small("train", output, all));
  }
}
