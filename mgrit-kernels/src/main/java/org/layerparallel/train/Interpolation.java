package org.layerparallel.train;

/** How the weights of new layers follow from those of a coarser network. */
public enum Interpolation {
  /** New layers repeat the layer to their left. */
  CONSTANT,
  /** New layers lie on the line between their neighbours; after the last layer, they repeat it. */
  LINEAR
}
