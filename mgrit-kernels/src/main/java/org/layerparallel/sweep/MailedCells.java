package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.List;
import org.layerparallel.interval.IntervalStep.Advanced;
import org.layerparallel.interval.MailedStep;
import org.layerparallel.linalg.Workers;

/** What supersteps do to cells that get their values at C-points from columns, and answer to these. */
final class MailedCells {

  private MailedCells() {}

  /** A {@link Sweep}; the caller gets the report alone. */
  record Relaxation(Routes routes)
      implements MailedStep<LayerInterval, Sweep.Mail, Sweep.Orders, WeightReport, Routes.Letter> {

    @Override
    public Mailed<LayerInterval, WeightReport, Routes.Letter> apply(
        LayerInterval cell, List<Sweep.Mail> arrived, Sweep.Orders orders, Workers workers) {
      Advanced<LayerInterval, Sweep.Result> swept =
          new Sweep().apply(cell, new Sweep.Message(orders, routes.read(arrived)), workers);
      Sweep.Result result = swept.result();
      return mailed(routes, swept.content(), result.report(), new Routes.Letter(result.reply(), null));
    }
  }

  /** A {@link GradientSweep}; the caller gets the dot products. */
  record Gradient(Routes routes, GradientRule rule)
      implements MailedStep<LayerInterval, Sweep.Mail, Acceptance.Message, double[], Routes.Letter> {

    @Override
    public Mailed<LayerInterval, double[], Routes.Letter> apply(
        LayerInterval cell, List<Sweep.Mail> arrived, Acceptance.Message acceptance, Workers workers) {
      LossGradient.Message loss = LossGradient.Message.of(routes.read(arrived), rule);
      Advanced<LayerInterval, GradientSweep.Result> swept =
          new GradientSweep().apply(cell, new GradientSweep.Message(loss, acceptance), workers);
      GradientSweep.Result result = swept.result();
      return mailed(routes, swept.content(), result.dots(), new Routes.Letter(null, result.relaxedFirst()));
    }
  }

  /** A {@link LossGradient}; the caller gets the cell's part, to add those of the other example blocks. */
  record PartOfGradient(Routes routes, GradientRule rule)
      implements MailedStep<LayerInterval, Sweep.Mail, Boolean, double[], Routes.Letter> {

    @Override
    public Mailed<LayerInterval, double[], Routes.Letter> apply(
        LayerInterval cell, List<Sweep.Mail> arrived, Boolean message, Workers workers) {
      Advanced<LayerInterval, LossGradient.Result> swept =
          new LossGradient().apply(cell, LossGradient.Message.of(routes.read(arrived), rule), workers);
      LossGradient.Result result = swept.result();
      return mailed(routes, swept.content(), result.gradient(), new Routes.Letter(null, result.relaxedFirst()));
    }
  }

  private static <R extends Serializable> MailedStep.Mailed<LayerInterval, R, Routes.Letter> mailed(
      Routes routes, LayerInterval cell, R result, Routes.Letter letter) {
    return new MailedStep.Mailed<>(cell, result, routes.write(cell.plan(), letter));
  }
}
