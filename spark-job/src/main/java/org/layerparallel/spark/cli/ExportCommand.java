package org.layerparallel.spark.cli;

import java.io.PrintStream;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.spark.io.HadoopSettings;
import org.layerparallel.spark.model.DesignFile;
import org.layerparallel.spark.model.Model;
import org.layerparallel.spark.model.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Model file to design text. */
@Command(
    name = "export",
    description = "Writes a model's weights as plain text, one number a line, for other programs.")
final class ExportCommand extends ResultCommand {

  @Parameters(index = "0", paramLabel = "MODEL", description = "Model file (.safetensors) to read.")
  private String model;

  @Parameters(index = "1", paramLabel = "DESIGN", description = "Text file to write.")
  private String design;

  ExportCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() {
    Configuration hadoop = HadoopSettings.read();
    Model read = ModelFile.read(hadoop, model);
    DesignFile.write(hadoop, design, read.weights());
    out.println(design + ": " + read.network().weightCount() + " weights of " + read.network());
    return ExitCode.OK;
  }
}
