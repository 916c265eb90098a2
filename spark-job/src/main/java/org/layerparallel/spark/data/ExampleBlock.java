package org.layerparallel.spark.data;

import java.util.List;
import org.layerparallel.network.Examples;

/**
 * Some examples of a file.
 *
 * @param examples features, and labels if they are read; otherwise zeros
 * @param kept for each example the values of the columns that are handed on
 */
public record ExampleBlock(Examples examples, List<Object[]> kept) {}
