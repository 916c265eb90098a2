package org.layerparallel.spark.cli;

import java.io.PrintStream;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.io.HadoopSettings;
import org.layerparallel.spark.model.DesignFile;
import org.layerparallel.spark.model.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Design text to model file. */
@Command(
    name = "import",
    description = "Reads weights from plain text, one number a line, and writes them as a model file.")
final class ImportCommand extends ResultCommand {

  @Parameters(index = "0", paramLabel = "DESIGN", description = "Text file to read.")
  private String design;

  @Parameters(index = "1", paramLabel = "MODEL", description = "Model file (.safetensors) to write.")
  private String model;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Mixin private NetworkOptions network = new NetworkOptions();

  ImportCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() {
    Configuration hadoop = HadoopSettings.read();
    Network shape = network.network(settings.read(), hadoop);
    Weights weights = DesignFile.read(hadoop, design, shape);
    ModelFile.write(hadoop, model, shape, weights);
    out.println(model + ": " + shape.weightCount() + " weights of " + shape);
    return ExitCode.OK;
  }
}
