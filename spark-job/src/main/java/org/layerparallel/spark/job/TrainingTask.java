package org.layerparallel.spark.job;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.Function;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.config.OutputSettings;
import org.layerparallel.spark.config.SettingsReader;
import org.layerparallel.spark.io.ScratchDirectory;
import org.layerparallel.spark.report.PastRun;
import org.layerparallel.spark.report.SummaryFile;

/** A whole training as the work of a Spark task: from all settings as text to the files it leaves, content by name. */
final class TrainingTask implements Function<String, Map<String, byte[]>> {

  private static final long serialVersionUID = 1;

  /** Pictures are drawn of all runs together, and the map of a network with 4000 weights says little. */
  private static final String[] WANTED = {
    PastRun.HISTORY, SummaryFile.NAME, JobSettings.FILE, TrainingFiles.MODEL
  };

  @Override
  public Map<String, byte[]> call(String resolved) throws IOException {
    JobSettings settings = new SettingsReader(new Configuration()).parse(resolved);
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      Path run = scratch.resolve("run");
      new TrainingJob(settings.withOutput(to(run, settings.output())), new PrintStream(OutputStream.nullOutputStream()))
          .run();
      Map<String, byte[]> files = new HashMap<>();
      for (String name : WANTED) {
        files.put(name, Files.readAllBytes(run.resolve(name)));
      }
      return files;
    }
  }

  private static OutputSettings to(Path run, OutputSettings output) {
    return new OutputSettings(run.toUri().toString(), false, output.workUnitSeconds());
  }
}
