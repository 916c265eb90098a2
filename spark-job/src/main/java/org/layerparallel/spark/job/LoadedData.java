package org.layerparallel.spark.job;

import java.util.Optional;
import org.layerparallel.network.Examples;
import org.layerparallel.spark.config.DataShape;

/**
 * Examples that were read or drawn.
 *
 * @param training to train with
 * @param validation to judge with; maybe none
 * @param shape features and classes
 * @param scene where they are pixels, if they are
 */
public record LoadedData(Examples training, Examples validation, DataShape shape, Optional<LoadedScene> scene) {}
