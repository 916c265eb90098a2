package org.layerparallel.spark.data;

/** How the pixels to train with are shared out among the classes. */
public enum Sampling {
  /** In proportion to the classes' sizes, every class at least one. */
  STRATIFIED,
  /** As they come: all labelled pixels are equally likely. */
  UNIFORM
}
