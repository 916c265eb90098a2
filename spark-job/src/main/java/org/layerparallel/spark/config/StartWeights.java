package org.layerparallel.spark.config;

import java.util.Optional;
import org.layerparallel.network.InitialWeights;

/**
 * The weights training starts from.
 *
 * @param file path or URI of a model file or design text; overrides {@code random}
 * @param random how they are drawn where no file is given
 */
public record StartWeights(Optional<String> file, InitialWeights random) {}
