package org.layerparallel.spark.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.layerparallel.spark.config.DataSettings.FilePair;
import org.layerparallel.spark.config.DataSettings.Peaks;
import org.layerparallel.spark.data.FileFormat;
import org.layerparallel.spark.data.FileLayout;
import org.layerparallel.spark.data.PixelDraw;
import org.layerparallel.spark.data.Sampling;
import org.layerparallel.spark.data.SceneFiles;

/** Reads the section {@code data}. */
final class DataReader {

  private enum Kind {
    PEAKS,
    FILES,
    SCENE
  }

  private final Section section;
  private boolean complete = true;

  DataReader(Section section) {
    this.section = section;
  }

  /** The data settings; where files lack something, a problem is recorded and the result has no meaning. */
  DataSettings read() {
    Kind kind = section.choice("kind", Choices.of(Kind.class));
    // All are read, so that a mistake in one not used is found too.
    Peaks peaks = peaks();
    DataSettings files = files(kind == Kind.FILES);
    DataSettings scene = scene(kind == Kind.SCENE);
    if (!complete) {
      return peaks;
    }
    return switch (kind) {
      case PEAKS -> peaks;
      case FILES -> files;
      case SCENE -> scene;
    };
  }

  private Peaks peaks() {
    return new Peaks(
        section.integer("peaks.training", Range.multipleOf(Peaks.CLASSES, Peaks.CLASSES)),
        section.integer("peaks.validation", Range.multipleOf(Peaks.CLASSES, 0)),
        section.wholeNumber("peaks.seed"),
        section.integer("peaks.grid", Range.between(2, Peaks.MOST_GRID)));
  }

  private DataSettings files(boolean required) {
    int features = section.integer("files.feature-count", Range.atLeast(0));
    int classes = section.integer("files.classes", Range.atLeast(0));
    FilePair training = pair("files.training");
    FilePair validation = pair("files.validation");
    FileLayout layout = layout();
    if (!required) {
      return null;
    }
    requireColumns(layout, training, validation);
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
            training, Optional.of(validation).filter(p -> hasFeatures), features, classes, layout)
        : null;
  }

  private FileLayout layout() {
    return new FileLayout(
        section.choice("files.format", Choices.of(FileFormat.class)),
        section.flag("files.header"),
        section.texts("files.feature-columns"),
        section.optionalText("files.label-column"),
        List.of());
  }

  /** What of columns and files with labels goes with a format that is given; of others their names tell. */
  private void requireColumns(FileLayout layout, FilePair training, FilePair validation) {
    FileFormat format = layout.format();
    if (format == FileFormat.TEXT || format == FileFormat.LIBSVM) {
      String named = "must be empty, as columns of text and libsvm have no names";
      require("files.feature-columns", layout.featureColumns().isEmpty(), named);
      require("files.label-column", layout.labelColumn().isEmpty(), named);
    }
    if (format != FileFormat.TEXT && format != FileFormat.AUTO) {
      String text = "must be empty, as labels in files of their own go with data.files.format = text";
      require("files.training.labels", training.labels().isBlank(), text);
      require("files.validation.labels", validation.labels().isBlank(), text);
    }
  }

  private DataSettings scene(boolean required) {
    SceneFiles files =
        new SceneFiles(
            section.text("scene.cube"),
            section.text("scene.cube-key"),
            section.text("scene.ground-truth"),
            section.text("scene.ground-truth-key"));
    int training = section.integer("scene.training", Range.atLeast(1));
    int validation = section.integerOr("scene.validation", Range.atLeast(0), Map.of("others", PixelDraw.ALL_OTHERS));
    Sampling sampling = section.choice("scene.sampling", Choices.of(Sampling.class));
    long seed = section.wholeNumber("scene.seed");
    List<String> names = section.texts("scene.class-names");
    if (required) {
      String given = "must be a path or URI with data.kind = scene";
      require("scene.cube", !files.cube().isBlank(), given);
      require("scene.ground-truth", !files.groundTruth().isBlank(), given);
    }
    return new DataSettings.Scene(files, training, validation, sampling, seed, names);
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
