"""From a file of labelled points to a saved pipeline, a deeper network, and the best of several.

Arguments: the file, as data/peaks-training.csv of this project, and a directory for the model.
"""

import sys

from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.evaluation import MulticlassClassificationEvaluator
from pyspark.ml.feature import StandardScaler, VectorAssembler
from pyspark.ml.tuning import CrossValidator, ParamGridBuilder
from pyspark.sql import SparkSession

from org.layerparallel.spark.ml import LayerParallelClassifier

spark = SparkSession.builder.appName("peaks_example").getOrCreate()
points = spark.read.schema("x double, y double, label double").csv(sys.argv[1])
training, test = points.randomSplit([0.8, 0.2], seed=1)

# A pipeline: read columns, standardize, train 4 and then 8 layers.
assembler = VectorAssembler(inputCols=["x", "y"], outputCol="point")
scaler = StandardScaler(inputCol="point", outputCol="features", withMean=True)
classifier = LayerParallelClassifier(
    networkWidth=8, networkLayers=4, nestedIterations=[20, 10], networkActivationKind="tanh"
)
fitted = Pipeline(stages=[assembler, scaler, classifier]).fit(training)

# Save, load, predict, evaluate.
fitted.write().overwrite().save(sys.argv[2])
loaded = PipelineModel.load(sys.argv[2])
evaluator = MulticlassClassificationEvaluator(metricName="accuracy")
print("accuracy of the pipeline", evaluator.evaluate(loaded.transform(test)))

# The same differential equation with twice the layers, trained on.
standardize = Pipeline(stages=[assembler, scaler]).fit(training)
features = standardize.transform(training)
shallow = loaded.stages[-1]
deeper = LayerParallelClassifier(nestedIterations=[10]).setInitialModel(shallow.refined(2, "linear"))
deep = deeper.fit(features)
print("accuracy of", deep.layers, "layers", evaluator.evaluate(deep.transform(standardize.transform(test))))

# The best of several by cross-validation; networks this small are trained faster in process.
grid = ParamGridBuilder().addGrid(classifier.networkWidth, [4, 8]).build()
validator = CrossValidator(
    estimator=classifier.setParams(executionKind="in-process"),
    estimatorParamMaps=grid,
    evaluator=evaluator,
    numFolds=2,
    parallelism=2,
)
print("best width", validator.fit(features).bestModel.width)
