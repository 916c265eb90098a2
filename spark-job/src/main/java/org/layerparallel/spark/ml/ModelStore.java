package org.layerparallel.spark.ml;

import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.job.SavedModel;

/** Models in files: {@code metadata}, spark.ml's JSON of the parameters, and the tables of a {@link SavedModel}. */
final class ModelStore {

  private ModelStore() {}

  /** Writes a model. */
  static final class Writer extends MLWriter {

    private final LayerParallelModel model;

    Writer(LayerParallelModel model) {
      this.model = model;
    }

    @Override
    public void saveImpl(String path) {
      new DefaultParamsWriter(model).session(sparkSession()).saveImpl(path);
      SavedModel.write(sparkSession(), path, model.model());
    }
  }

  /** Reads a model. */
  static final class Reader extends MLReader<LayerParallelModel> {

    @Override
    public LayerParallelModel load(String path) {
      DefaultParamsReader.Metadata metadata =
          DefaultParamsReader.loadMetadata(
              path, sparkSession().sparkContext(), LayerParallelModel.class.getName());
      try {
        LayerParallelModel model =
            new LayerParallelModel(metadata.uid(), SavedModel.read(sparkSession(), path), null);
        metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
        return model;
      } catch (UserError e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }
  }
}
