package org.layerparallel.objective;

/** How the regularizers of the residual layers are summed over the layers. */
public enum Weighting {
  /** Each layer times h: the integral over [0, T], which stays when the network is refined. */
  INTEGRAL,
  /** The plain sum over layers. */
  SUM
}
