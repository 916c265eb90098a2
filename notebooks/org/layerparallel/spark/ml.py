"""LayerParallelClassifier and its model for PySpark: docs/spark-ml.md.

PySpark finds the Python class of a stage by the name of its Java class, and the other way round. So module and classes
have the names of the Java ones, and pipelines and cross-validators save and load these stages as they do Spark's own.
"""

from pyspark.ml.param import Param, TypeConverters
from pyspark.ml.param.shared import (
    HasFeaturesCol,
    HasLabelCol,
    HasPredictionCol,
    HasProbabilityCol,
    HasRawPredictionCol,
    HasThresholds,
    HasValidationIndicatorCol,
    HasWeightCol,
)
from pyspark.ml.util import JavaMLReadable, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel
from pyspark.sql import DataFrame, SparkSession

_CONVERTERS = {
    "IntParam": TypeConverters.toInt,
    "LongParam": TypeConverters.toInt,
    "DoubleParam": TypeConverters.toFloat,
    "BooleanParam": TypeConverters.toBoolean,
    "IntArrayParam": TypeConverters.toListInt,
    "DoubleArrayParam": TypeConverters.toListFloat,
}


class _Columns(HasFeaturesCol, HasPredictionCol, HasProbabilityCol, HasRawPredictionCol, HasThresholds):
    """What classifier and model have in common."""

    def setFeaturesCol(self, value):
        return self._set(featuresCol=value)

    def setPredictionCol(self, value):
        return self._set(predictionCol=value)

    def setProbabilityCol(self, value):
        return self._set(probabilityCol=value)

    def setRawPredictionCol(self, value):
        return self._set(rawPredictionCol=value)

    def setThresholds(self, value):
        return self._set(thresholds=value)


class LayerParallelClassifier(
    JavaEstimator, _Columns, HasLabelCol, HasWeightCol, HasValidationIndicatorCol, JavaMLWritable, JavaMLReadable
):
    """Layer-parallel training of a deep residual network.

    Every setting of the training is a parameter: networkWidth, networkLayers, nestedIterations, objectiveTikhonov, ...
    """

    def __init__(self, **params):
        super().__init__()
        self._java_obj = self._new_java_obj("org.layerparallel.spark.ml.LayerParallelClassifier", self.uid)
        self._declare_settings()
        self._transfer_params_from_java()
        self.setParams(**params)

    def _declare_settings(self):
        """The settings' names, types and meanings are those that the Java class has."""
        for setting in list(self._java_obj.params()):
            name = setting.name()
            if not hasattr(self, name):
                converter = _CONVERTERS.get(setting.getClass().getSimpleName(), TypeConverters.toString)
                setattr(self, name, Param(self, name, setting.doc(), converter))
        self._params = None  # PySpark's list of them

    def setParams(self, **params):
        """Sets parameters by name; a value that is not allowed is refused by fit."""
        return self._set(**params)

    def setLabelCol(self, value):
        return self._set(labelCol=value)

    def setWeightCol(self, value):
        return self._set(weightCol=value)

    def setValidationIndicatorCol(self, value):
        return self._set(validationIndicatorCol=value)

    def setInitialModel(self, model):
        """Starts the training from a trained network, such as a refined one."""
        self._java_obj.setInitialModel(model._to_java())
        return self

    def _create_model(self, java_model):
        return LayerParallelModel(java_model)


class LayerParallelModel(JavaModel, _Columns, HasLabelCol, JavaMLWritable, JavaMLReadable):
    """A trained network."""

    @property
    def numClasses(self):
        return self._call_java("numClasses")

    @property
    def numFeatures(self):
        return self._call_java("numFeatures")

    @property
    def layers(self):
        return self._call_java("layers")

    @property
    def width(self):
        return self._call_java("width")

    @property
    def finalTime(self):
        return self._call_java("finalTime")

    def refined(self, factor, interpolation="constant"):
        """The network with factor times as many layers, its weights interpolated in time."""
        return self._from_java(self._to_java().refined(factor, interpolation))

    def history(self):
        """A row for each iteration of the training, as long as the model has not been saved and read."""
        return DataFrame(self._to_java().summary().history(), SparkSession.getActiveSession())

    def toModelFile(self, path):
        """Writes a file that the commands read, by convention ending with .safetensors."""
        self._to_java().toModelFile(path)
