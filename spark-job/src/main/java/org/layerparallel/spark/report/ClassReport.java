package org.layerparallel.spark.report;

import java.util.Optional;

/**
 * How a trained network does on each class.
 *
 * @param classes what they are called
 * @param training on the training examples
 * @param validation on the validation examples, if there are any
 * @param others on all pixels of known class that were not trained with, for a scene that has some
 */
public record ClassReport(
    Classes classes, Confusion training, Optional<Confusion> validation, Optional<Confusion> others) {}
