/**
 * Where to go and how far: {@code theta := theta - a H g}, with H of L-BFGS from a few coefficients in place of vectors
 * (Chen, Wang and Zhou, NIPS 2014), or the identity, and a by backtracking, fixed, or as one over k. L-BFGS knows dot
 * products and objective values alone; the weights are elsewhere. Rules for gradients of some of the examples, momentum
 * and Adam, work entry by entry, wherever the weights are.
 */
package org.layerparallel.optim;
