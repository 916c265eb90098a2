/**
 * The experiments of Cyr, Guenther and Schroder, "Multilevel Initialization for Layer-Parallel Deep Neural Network
 * Training" (2019), one on what that paper names as open, and one beside Spark's own perceptron.
 *
 * <p>An experiment is a list of trainings, each with an id and the settings that it alone has ({@link
 * org.layerparallel.spark.experiment.PlannedRun}), and what it makes of their results. {@link
 * org.layerparallel.spark.experiment.Laboratory} trains those that an earlier call has not trained already.
 */
package org.layerparallel.spark.experiment;
