package org.layerparallel.train;

/**
 * The objective at some weights.
 *
 * @param objective J
 * @param loss mean cross-entropy over the training examples
 * @param trainAccuracy in [0, 1]
 * @param validationAccuracy in [0, 1]; NaN without validation examples
 */
public record Evaluation(
    double objective, double loss, double trainAccuracy, double validationAccuracy) {}
