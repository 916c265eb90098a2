package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.layerparallel.interval.MailedStep;
import org.layerparallel.linalg.Workers;

/** What a superstep does to a column: all it was asked since the last one, in order; then it writes to the cells. */
record ColumnStep(Routes routes)
    implements MailedStep<Column, Routes.Letter, ArrayList<Columns.Op<?>>, ArrayList<Serializable>, Sweep.Mail> {

  @Override
  public Mailed<Column, ArrayList<Serializable>, Sweep.Mail> apply(
      Column content, List<Routes.Letter> arrived, ArrayList<Columns.Op<?>> asked, Workers workers) {
    Column column = content.copy(workers);
    column.begin(arrived);
    ArrayList<Serializable> answers = new ArrayList<>(asked.size());
    for (Columns.Op<?> op : asked) {
      answers.add(op.apply(column));
    }
    return new Mailed<>(column.atRest(), answers, routes.write(column));
  }
}
