package org.layerparallel.spark.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.layerparallel.spark.config.DataSettings.FilePair;
import org.layerparallel.spark.config.DataSettings.Peaks;

/** Reads the section {@code data}. */
final class DataReader {

  private final Section section;
  private boolean complete = true;

  DataReader(Section section) {
    this.section = section;
  }

  /** The data settings; where files lack something, a problem is recorded and the result has no meaning. */
  DataSettings read() {
    Map<String, Boolean> kinds = new LinkedHashMap<>();
    kinds.put("peaks", false);
    kinds.put("files", true);
    boolean fromFiles = section.choice("kind", kinds);
    // Both are read, so that a mistake in the one not used is found too.
    Peaks peaks = peaks();
    DataSettings files = files(fromFiles);
    return fromFiles && complete ? files : peaks;
  }

  private Peaks peaks() {
    return new Peaks(
        section.integer("peaks.training", Range.multipleOf(Peaks.CLASSES, Peaks.CLASSES)),
        section.integer("peaks.validation", Range.multipleOf(Peaks.CLASSES, 0)),
        section.wholeNumber("peaks.seed"));
  }

  private DataSettings files(boolean required) {
    int features = section.integer("files.feature-count", Range.atLeast(0));
    int classes = section.integer("files.classes", Range.atLeast(0));
    FilePair training = pair("files.training");
    FilePair validation = pair("files.validation");
    boolean header = section.flag("files.header");
    if (!required) {
      return null;
    }
    require("files.feature-count", features >= 1, "must be >= 1 with data.kind = files");
    require("files.classes", classes >= 2, "must be >= 2 with data.kind = files");
    String given = "must be a path or URI with data.kind = files";
    require("files.training.features", !training.features().isBlank(), given);
    boolean hasFeatures = !validation.features().isBlank();
    boolean hasLabels = !validation.labels().isBlank();
    String also = "must be given where the labels of the validation set are";
    require("files.validation.features", hasFeatures || !hasLabels, also);
    return complete
        ? new DataSettings.Files(
            training, Optional.of(validation).filter(p -> hasFeatures), features, classes, header)
        : null;
  }

  private FilePair pair(String key) {
    return new FilePair(section.text(key + ".features"), section.text(key + ".labels"));
  }

  private void require(String key, boolean met, String problem) {
    if (!met) {
      complete = false;
      section.reject(key, problem);
    }
  }
}
