package org.layerparallel.spark.config;

import java.util.List;
import java.util.Optional;
import org.layerparallel.spark.data.FileLayout;
import org.layerparallel.spark.data.PixelDraw;
import org.layerparallel.spark.data.Sampling;
import org.layerparallel.spark.data.SceneFiles;

/** Where the examples come from. */
public sealed interface DataSettings {

  /** What the network's ends need to know; empty where only reading the data tells. */
  Optional<DataShape> shape();

  /** Whether there are validation examples. */
  boolean validated();

  /**
   * The generated peaks problem.
   *
   * @param training points, a multiple of {@link #CLASSES}, at least that
   * @param validation points, a multiple of {@link #CLASSES}, 0 for none
   * @param seed of the random points
   * @param grid points along each side of the grid that they are drawn from, at most {@link #MOST_GRID}
   */
  record Peaks(int training, int validation, long seed, int grid) implements DataSettings {

    /** Coordinates of a point. */
    public static final int FEATURES = 2;

    /** Classes of the problem; each has the same number of points. */
    public static final int CLASSES = 5;

    /** Points along each side of the finest grid: its values take half a gigabyte. */
    static final int MOST_GRID = 8192;

    public Peaks {
      requirePoints("training", training, CLASSES);
      requirePoints("validation", validation, 0);
    }

    @Override
    public Optional<DataShape> shape() {
      return Optional.of(new DataShape(FEATURES, CLASSES));
    }

    @Override
    public boolean validated() {
      return validation > 0;
    }

    private static void requirePoints(String name, int value, int least) {
      if (value < least || value % CLASSES != 0) {
        throw new IllegalArgumentException(
            name + "=" + value + ", must be a multiple of " + CLASSES + ", at least " + least);
      }
    }
  }

  /**
   * Examples from files.
   *
   * @param trainingSet features and labels to train with
   * @param validationSet features and labels to validate with, if any
   * @param features entries of an example, at least 1
   * @param classes number of classes, at least 2
   * @param layout format and columns of the files
   */
  record Files(
      FilePair trainingSet,
      Optional<FilePair> validationSet,
      int features,
      int classes,
      FileLayout layout)
      implements DataSettings {

    public Files {
      if (features < 1) {
        throw new IllegalArgumentException("features=" + features + ", must be >= 1");
      }
      if (classes < 2) {
        throw new IllegalArgumentException("classes=" + classes + ", must be >= 2");
      }
    }

    @Override
    public Optional<DataShape> shape() {
      return Optional.of(new DataShape(features, classes));
    }

    @Override
    public boolean validated() {
      return validationSet.isPresent();
    }
  }

  /**
   * Pixels of a hyperspectral scene.
   *
   * @param files where it is
   * @param training pixels to train with, at least 1
   * @param validation pixels to validate with, or {@link PixelDraw#ALL_OTHERS} labelled ones
   * @param sampling how they are shared out among the classes
   * @param seed of the draw
   * @param classNames name of each class, for reports; empty for none
   */
  record Scene(
      SceneFiles files, int training, int validation, Sampling sampling, long seed, List<String> classNames)
      implements DataSettings {

    public Scene {
      if (training < 1) {
        throw new IllegalArgumentException("training=" + training + ", must be >= 1");
      }
      if (validation < 0 && validation != PixelDraw.ALL_OTHERS) {
        throw new IllegalArgumentException("validation=" + validation + ", must be >= 0, or ALL_OTHERS");
      }
      classNames = List.copyOf(classNames);
    }

    @Override
    public Optional<DataShape> shape() {
      return Optional.empty();
    }

    @Override
    public boolean validated() {
      return validation != 0;
    }
  }

  /**
   * The two files of a set of examples.
   *
   * @param features path or URI of the features
   * @param labels path or URI of the labels; blank where they are the last columns of the features
   */
  record FilePair(String features, String labels) {}
}
