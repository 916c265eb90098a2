package org.layerparallel.spark.job;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.layerparallel.linalg.Workers;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.model.ModelFile;
import org.layerparallel.spark.report.AccuracyPlot;
import org.layerparallel.spark.report.ClassReport;
import org.layerparallel.spark.report.Confusion;
import org.layerparallel.spark.report.ConfusionFile;
import org.layerparallel.spark.report.HistoryFile;
import org.layerparallel.spark.report.LandCoverMap;
import org.layerparallel.spark.report.OutputDirectory;
import org.layerparallel.spark.report.PastRun;
import org.layerparallel.spark.report.RunLog;
import org.layerparallel.spark.report.WorkUnit;
import org.layerparallel.spark.report.training.TrainingReport;
import org.layerparallel.train.TrainingResult;
import org.slf4j.LoggerFactory;

/** Writes the files of a training run, all but the summary, which names them. */
final class TrainingFiles {

  /** Name of the file with the trained network. */
  static final String MODEL = "model.safetensors";

  private final OutputDirectory directory;
  private final Map<String, String> written = new LinkedHashMap<>();

  TrainingFiles(OutputDirectory directory) {
    this.directory = directory;
  }

  /** What is written, now or later: a name for each file, and its path in the directory. */
  Map<String, String> written() {
    return Collections.unmodifiableMap(written);
  }

  void model(TrainingResult result) throws IOException {
    write("model", MODEL, stream -> ModelFile.write(stream, result.network(), result.weights()));
  }

  void history(RunLog log, WorkUnit unit) throws IOException {
    write("history", PastRun.HISTORY, stream -> HistoryFile.write(stream, log.iterations(), unit));
    draw("plot", "accuracy.png", stream -> AccuracyPlot.write(stream, log.iterations(), unit));
  }

  void judging(Judging judging) throws IOException {
    ClassReport classes = judging.classes();
    confusion("training", classes.training(), classes);
    if (classes.validation().isPresent()) {
      confusion("validation", classes.validation().get(), classes);
    }
    if (classes.others().isPresent()) {
      confusion("others", classes.others().get(), classes);
    }
    if (judging.landCover().isPresent()) {
      write("land-cover", "land-cover.csv", judging.landCover().get()::write);
      draw("map", "land-cover.png", stream -> LandCoverMap.write(stream, judging.landCover().get(), classes));
    }
  }

  void standardization(LoadedScene scene) throws IOException {
    write("standardization", "standardization.csv", scene.standardization()::write);
  }

  /** The report, which shows all that the others hold. */
  void report(TrainingReport report, Workers workers) throws IOException {
    draw("report", TrainingReport.FILE, stream -> report.writeTo(stream, workers));
  }

  void settings(JobSettings settings) throws IOException {
    write("settings", JobSettings.FILE, settings::writeTo);
  }

  private void confusion(String of, Confusion confusion, ClassReport report) throws IOException {
    write(
        "confusion-" + of,
        "confusion-" + of + ".csv",
        stream -> ConfusionFile.write(stream, confusion, report.classes()));
  }

  private void write(String what, String name, OutputDirectory.Content content) throws IOException {
    directory.write(name, content);
    written.put(what, name);
  }

  private void draw(String what, String name, OutputDirectory.Content content) throws IOException {
    try {
      write(what, name, content);
    } catch (RuntimeException e) {
      // Hours of training must not be lost to a picture.
      LoggerFactory.getLogger(TrainingFiles.class).warn("{} could not be drawn.", name, e);
    }
  }
}
