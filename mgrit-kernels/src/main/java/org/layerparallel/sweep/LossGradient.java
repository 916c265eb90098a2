package org.layerparallel.sweep;

import java.io.Serializable;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.linalg.ExampleBlocks;
import org.layerparallel.linalg.Workers;

/** The last relaxation of the adjoint and the gradient of the loss by a cell's weights, over its examples. */
final class LossGradient
    implements IntervalStep<LayerInterval, LossGradient.Message, LossGradient.Result> {

  /**
   * What a cell is told.
   *
   * @param states new states at the left ends of its coarse intervals; null to keep those there are
   * @param adjoints new adjoints at the right ends of its coarse intervals; null to keep those there are
   * @param rule which adjoints the gradient is taken with
   */
  record Message(Blocks states, Blocks adjoints, GradientRule rule) implements Serializable {

    /** With the points that {@code mail} tells. */
    static Message of(Sweep.Mail mail, GradientRule rule) {
      return new Message(mail.state().points(), mail.adjoint().points(), rule);
    }

    /** What of it example block {@code b} is told. */
    Message cut(ExampleBlocks blocks, int b, int width) {
      return new Message(
          Blocks.cut(states, blocks, b, width), Blocks.cut(adjoints, blocks, b, width), rule);
    }
  }

  /**
   * What it answers.
   *
   * @param gradient by all its weights
   * @param relaxedFirst relaxed lambda_0 from the first layer interval if the rule wants it, otherwise null
   */
  record Result(double[] gradient, Blocks relaxedFirst) implements Serializable {}

  @Override
  public Advanced<LayerInterval, Result> apply(
      LayerInterval content, Message message, Workers workers) {
    LayerInterval interval = content.told(message.states(), message.adjoints());
    double[] gradient = new double[interval.block().candidate().length];
    boolean relaxed = message.rule() == GradientRule.RELAXED;
    Propagation propagation = new Propagation(interval, workers);
    double[] first =
        relaxed && interval.plan().first() == 0 ? new double[interval.adjoints()[0].length] : null;
    propagation.addGradient(
        interval.states(),
        interval.adjoints(),
        relaxed ? interval.adjoints() : content.adjoints(),
        gradient,
        first);
    return new Advanced<>(
        interval.withFPoints(propagation.end()), new Result(gradient, Blocks.of(first)));
  }
}
