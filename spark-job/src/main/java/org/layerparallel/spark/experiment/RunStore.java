package org.layerparallel.spark.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.config.SettingsText;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;
import org.layerparallel.spark.report.OutputDirectory;
import org.layerparallel.spark.report.PastRun;

/** The trainings of an experiment that have ended, a directory each, which appears whole or not at all. */
final class RunStore {

  private final String directory;
  private final Configuration hadoop;

  /** The runs below {@code directory}, a path or URI. */
  RunStore(String directory, Configuration hadoop) {
    this.directory = directory;
    this.hadoop = hadoop;
  }

  /** Where the files of a run are, or will be. */
  String place(PlannedRun planned) {
    return directory + "/" + planned.id();
  }

  /**
   * The run if an earlier call has trained it.
   *
   * @throws UserError if it was trained by other settings than {@code settings}
   */
  Optional<FinishedRun> find(PlannedRun planned, JobSettings settings) {
    String place = place(planned);
    if (!exists(place)) {
      return Optional.empty();
    }
    String before =
        InputFiles.read(
            hadoop,
            place + "/" + JobSettings.FILE,
            (in, length) -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
    List<String> differences;
    try {
      differences = SettingsText.differences(before, settings.resolved());
    } catch (IllegalArgumentException e) {
      throw new UserError(
          place + "/" + JobSettings.FILE + ": " + e.getMessage() + "; give another --output, or delete " + place, e);
    }
    if (!differences.isEmpty()) {
      throw new UserError(
          place + ": was trained with another " + String.join(", ", differences)
              + "; give another --output, or delete it");
    }
    return Optional.of(new FinishedRun(planned, PastRun.read(hadoop, place)));
  }

  /** Keeps the files of a run, content by name. */
  FinishedRun save(PlannedRun planned, Map<String, byte[]> files) {
    String place = place(planned);
    try (OutputDirectory output = OutputDirectory.prepare(place, false, hadoop)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        output.write(file.getKey(), stream -> stream.write(file.getValue()));
      }
      output.publish();
    } catch (IOException e) {
      throw new UncheckedIOException(place + ": cannot be written", e);
    }
    return new FinishedRun(planned, PastRun.read(hadoop, place));
  }

  private boolean exists(String place) {
    try {
      Path path = new Path(place);
      FileSystem files = path.getFileSystem(hadoop);
      return files.exists(path);
    } catch (IOException e) {
      throw new UserError(place + ": cannot be read (" + UserError.reason(e) + ")", e);
    }
  }
}
