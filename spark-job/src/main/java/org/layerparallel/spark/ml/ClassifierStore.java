package org.layerparallel.spark.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;

/** Classifiers in files: spark.ml's JSON of the parameters, and beside it the initial model, if there is one. */
final class ClassifierStore {

  private static final String INITIAL = "initialModel";

  private ClassifierStore() {}

  /** Writes a classifier. */
  static final class Writer extends MLWriter {

    private final LayerParallelClassifier classifier;

    Writer(LayerParallelClassifier classifier) {
      this.classifier = classifier;
    }

    @Override
    public void saveImpl(String path) {
      new DefaultParamsWriter(classifier).session(sparkSession()).saveImpl(path);
      classifier
          .initialModel()
          .ifPresent(model -> model.write().session(sparkSession()).saveImpl(initial(path)));
    }
  }

  /** Reads a classifier. */
  static final class Reader extends MLReader<LayerParallelClassifier> {

    @Override
    public LayerParallelClassifier load(String path) {
      LayerParallelClassifier classifier =
          new DefaultParamsReader<LayerParallelClassifier>().session(sparkSession()).load(path);
      if (exists(initial(path))) {
        classifier.setInitialModel(
            LayerParallelModel.read().session(sparkSession()).load(initial(path)));
      }
      return classifier;
    }

    private boolean exists(String path) {
      Path place = new Path(path);
      try {
        return place.getFileSystem(sparkSession().sparkContext().hadoopConfiguration()).exists(place);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String initial(String path) {
    return path + "/" + INITIAL;
  }
}
