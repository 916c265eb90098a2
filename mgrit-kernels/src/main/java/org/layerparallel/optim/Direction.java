package org.layerparallel.optim;

/** How the search direction is made. */
public sealed interface Direction permits Lbfgs, Averaging {}
