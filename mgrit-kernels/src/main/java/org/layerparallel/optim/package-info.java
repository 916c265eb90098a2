/**
 * Where to go and how far: {@code theta := theta - a H g}, with H of L-BFGS from a few coefficients in place of vectors
 * (Chen, Wang and Zhou, NIPS 2014), or the identity, and a by backtracking, fixed, or as one over k. Knows dot products
 * and objective values alone; the weights are elsewhere.
 */
package org.layerparallel.optim;
