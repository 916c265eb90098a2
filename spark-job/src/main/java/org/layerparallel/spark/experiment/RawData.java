package org.layerparallel.spark.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.layerparallel.spark.report.PastRun;
import org.layerparallel.spark.report.RawTable;
import org.layerparallel.spark.report.RawTable.Column;
import org.layerparallel.spark.report.RawTable.Kind;

/** The raw data of an experiment, from which all of its figures can be made again. Accuracies are percent. */
final class RawData {

  private RawData() {}

  /** A row for each run: its factors, which all runs have, and its final figures. */
  static RawTable runs(List<FinishedRun> runs) {
    List<Column> columns = factors(runs);
    columns.add(new Column("validation_accuracy", Kind.NUMBER));
    columns.add(new Column("train_accuracy", Kind.NUMBER));
    columns.add(new Column("objective", Kind.NUMBER));
    columns.add(new Column("loss", Kind.NUMBER));
    columns.add(new Column("iterations", Kind.WHOLE));
    columns.add(new Column("stop_reasons", Kind.TEXT));
    columns.add(new Column("wall_seconds", Kind.NUMBER));
    return new RawTable(columns, runs.stream().map(RawData::row).toList());
  }

  /** A row for each iteration of each run. */
  static RawTable iterations(List<FinishedRun> runs) {
    List<Column> columns = factors(runs);
    columns.add(new Column("level", Kind.WHOLE));
    columns.add(new Column("layers", Kind.WHOLE));
    columns.add(new Column("iteration", Kind.WHOLE));
    Stream.of(
            "state_residual",
            "adjoint_residual",
            "objective",
            "loss",
            "step_size",
            "train_accuracy",
            "validation_accuracy",
            "wall_seconds")
        .forEach(name -> columns.add(new Column(name, Kind.NUMBER)));
    List<List<Object>> rows = new ArrayList<>();
    for (FinishedRun run : runs) {
      run.run().iterations().forEach(iteration -> rows.add(row(run, iteration)));
    }
    return new RawTable(columns, rows);
  }

  private static List<Column> factors(List<FinishedRun> runs) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("run", Kind.TEXT));
    runs.get(0).planned().factors().keySet().forEach(name -> columns.add(new Column(name, Kind.TEXT)));
    return columns;
  }

  private static List<Object> factorCells(FinishedRun run) {
    List<Object> row = new ArrayList<>();
    row.add(run.planned().id());
    row.addAll(run.planned().factors().values());
    return row;
  }

  private static List<Object> row(FinishedRun finished) {
    PastRun run = finished.run();
    List<Object> row = factorCells(finished);
    row.add(run.validationAccuracy());
    row.add(run.trainAccuracy());
    row.add(run.objective());
    row.add(run.loss());
    row.add(run.levels().stream().mapToLong(PastRun.Level::iterations).sum());
    row.add(run.levels().stream().map(PastRun.Level::stopReason).collect(Collectors.joining(" ")));
    row.add(run.wallSeconds());
    return row;
  }

  private static List<Object> row(FinishedRun run, PastRun.Iteration iteration) {
    List<Object> row = factorCells(run);
    row.add((long) iteration.level());
    row.add((long) run.run().levels().get(iteration.level()).layers());
    row.add((long) iteration.iteration());
    row.add(iteration.stateResidual());
    row.add(iteration.adjointResidual());
    row.add(iteration.objective());
    row.add(iteration.loss());
    row.add(iteration.stepSize());
    row.add(iteration.trainAccuracy());
    row.add(iteration.validationAccuracy());
    row.add(iteration.seconds());
    return row;
  }
}
