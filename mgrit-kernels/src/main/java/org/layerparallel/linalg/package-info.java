/**
 * Blocks and what is computed on them: the states of all examples, channels x examples, lie in one vector, tile by
 * tile; threads share the tiles, and {@code C += A B} on a tile is a call of the BLAS. No result depends on the number
 * of threads, nor on where a vector of weights is cut.
 */
package org.layerparallel.linalg;
