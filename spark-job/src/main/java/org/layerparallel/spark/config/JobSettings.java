package org.layerparallel.spark.config;

import org.layerparallel.train.TrainingSettings;

/**
 * All settings of a training job, checked.
 *
 * @param data where the examples come from
 * @param start the weights training starts from
 * @param training what decides, with data and start, which weights the run ends with
 * @param execution where the finest grid is computed
 * @param output what is written where
 * @param progress how progress is shown
 * @param resolved all of this as HOCON text, every key with its value; read as a settings file, it gives these settings
 *     again
 */
public record JobSettings(
    DataSettings data,
    StartWeights start,
    TrainingSettings training,
    ExecutionSettings execution,
    OutputSettings output,
    ProgressKind progress,
    String resolved) {}
