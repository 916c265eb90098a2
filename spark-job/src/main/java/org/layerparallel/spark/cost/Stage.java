package org.layerparallel.spark.cost;

/**
 * What happens from one superstep of a visit of all examples, or of a batch, to the next: what the intervals compute,
 * what they are told and answer, and what is then done with the C-points.
 *
 * @param kind of superstep
 * @param steps layer steps of each layer, all examples together
 * @param down bytes of states and adjoints at C-points that the intervals are told, all together
 * @param up bytes of those that they answer
 * @param reported bytes of the weights of layers at C-points that they answer
 * @param coarseSteps layer steps of the coarse levels thereafter, all layers together
 * @param classifications examples that are classified thereafter, their loss's derivative included
 */
public record Stage(
    Kind kind,
    double steps,
    double down,
    double up,
    double reported,
    double coarseSteps,
    double classifications) {

  /** Who takes part. */
  public enum Kind {
    /** All intervals at once. */
    SWEEP,
    /** All at once; thereafter the example blocks' parts of the gradient are summed. */
    GRADIENT,
    /** One interval after the other, a superstep for each, which tells the next one what it answers. */
    SERIAL
  }
}
