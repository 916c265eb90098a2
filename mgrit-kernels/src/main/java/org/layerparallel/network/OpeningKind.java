package org.layerparallel.network;

/** How the features become the first state of the ODE. */
public enum OpeningKind {
  /** {@code u_0 = sigma(K_o y + b_o)}. */
  DENSE,
  /** The features, then zeros up to the width; has no weights. */
  ZERO_EXPANSION
}
