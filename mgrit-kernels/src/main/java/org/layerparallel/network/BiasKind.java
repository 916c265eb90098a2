package org.layerparallel.network;

/** How many bias weights an opening or residual layer has. */
public enum BiasKind {
  /** One for each output channel. */
  CHANNEL,
  /** One scalar for the whole layer. */
  SCALAR
}
