package org.layerparallel.spark.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.layerparallel.network.Network;
import org.layerparallel.spark.config.DataShape;
import org.layerparallel.spark.cost.StepTimer;
import org.layerparallel.spark.cost.StepTimes;
import org.layerparallel.spark.plan.Cluster;
import org.layerparallel.spark.plan.Planner;
import org.layerparallel.spark.plan.Proposal;
import org.layerparallel.spark.plan.Rates;
import org.layerparallel.spark.report.RawTable;
import org.layerparallel.spark.report.ScalingPlot;
import org.layerparallel.spark.report.html.Section;
import org.layerparallel.spark.report.html.Table;
import org.layerparallel.train.TrainingSettings;

/** Scaling beyond what can be measured: the fastest iteration of each way to train, by the model. */
final class ScalingModel {

  static final String EXPLANATION_OF_RATES =
      "What a cluster takes beside computation. A task's time is that of the driver and, where both share this"
          + " machine's cores, that of the executor. The model goes by rates that are given, or else by those of"
          + " local[2], bytes no faster than 10 Gbit/s.";

  static final List<String> RATES_HEADER =
      List.of(
          "place",
          "job, ms",
          "task, ms",
          "message, ms",
          "byte of the driver, ns",
          "byte of an executor, ns",
          "latency, ms");

  /** Of the driver, and of the process that is alone. */
  private static final int THREADS = 16;

  private static final String DRIVER = Proposal.ON_DRIVER;
  private static final String COLUMNS = Proposal.IN_COLUMNS;
  private static final String DATA = Proposal.DATA_PARALLEL;
  private static final String SERIAL = Proposal.SERIAL;
  private static final List<String> WAYS = List.of(SERIAL, DATA, DRIVER, COLUMNS);

  private static final List<Subject> SUBJECTS =
      List.of(
          new Subject("peaks", 8, new DataShape(2, 5), 5000, 1000),
          new Subject("indian-pines", 220, new DataShape(220, 16), 1000, 1000),
          new Subject("large", 220, new DataShape(220, 16), 50000, 0));

  private final Request request;
  private final Rates rates;
  private final List<Integer> depths;
  private final List<Integer> executors;

  /**
   * What is trained.
   *
   * @param shape of its data
   */
  private record Subject(String name, int width, DataShape shape, int training, int validation) {}

  /** A size, and the fastest of each way there. */
  private record Point(Subject subject, int layers, int executors, Map<String, Proposal> fastest) {

    Optional<Proposal> of(String way) {
      return Optional.ofNullable(fastest.get(way));
    }

    double seconds(String way) {
      return of(way).map(proposal -> proposal.prediction().seconds()).orElse(Double.NaN);
    }

    double layerParallel() {
      return Math.min(seconds(DRIVER), seconds(COLUMNS));
    }
  }

  ScalingModel(Request request, Rates rates) {
    this.request = request;
    this.rates = rates;
    this.depths = request.quick() ? List.of(64, 1024) : List.of(64, 256, 1024, 4096);
    this.executors =
        request.quick() ? List.of(1, 16, 64) : List.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024);
  }

  /** A section for each subject; tables and pictures go to {@code results}, too. */
  List<Section> sections(Results results) {
    List<Section> sections = new ArrayList<>();
    List<Point> all = new ArrayList<>();
    for (Subject subject : SUBJECTS) {
      List<Point> points = points(subject);
      all.addAll(points);
      int deepest = depths.get(depths.size() - 1);
      results.file(
          "scaling-" + subject.name() + ".png",
          stream ->
              ScalingPlot.write(
                  stream,
                  subject.name() + ": " + deepest + " layers, executors of one core",
                  "executors",
                  WAYS.stream().map(way -> line(points, deepest, way)).toList()));
      sections.add(
          new Section(
              subject.name() + " by the model",
              String.format(
                  "Width %d, %d + %d examples, executors of one core, a driver of %d. Seconds of the fastest iteration"
                      + " of each way over coarsening factors, grids, example blocks and columns; all with two cycles.",
                  subject.width(),
                  subject.training(),
                  subject.validation(),
                  THREADS),
              List.of(strong(points), weak(points), crossovers(points))));
    }
    results.file("model.csv", raw(all)::writeCsv);
    return sections;
  }

  Table ratesTable() {
    return new Table("Of the model", RATES_HEADER, List.of(row("model", rates)), Table.columns(1, RATES_HEADER.size()));
  }

  static List<String> row(String place, Rates rates) {
    return List.of(
        place,
        Text.of("%.2f", 1e3 * rates.job()),
        Text.of("%.3f", 1e3 * rates.task()),
        Text.of("%.3f", 1e3 * rates.message()),
        Text.of("%.2f", 1e9 * rates.driverByte()),
        Text.of("%.2f", 1e9 * rates.networkByte()),
        Text.of("%.2f", 1e3 * rates.latency()));
  }

  private List<Point> points(Subject subject) {
    List<Point> points = new ArrayList<>();
    Network one = training(subject, 1, List.of()).networkAt(0);
    StepTimes times = StepTimer.least(one, subject.training(), subject.validation());
    for (int layers : depths) {
      for (int count : executors) {
        Planner planner =
            new Planner(
                lines -> training(subject, layers, lines),
                subject.training(),
                subject.validation(),
                times,
                new Cluster(count, 1, THREADS, rates));
        points.add(new Point(subject, layers, count, planner.fastest()));
      }
    }
    return points;
  }

  private TrainingSettings training(Subject subject, int layers, List<String> lines) {
    List<String> own =
        new ArrayList<>(
            List.of(
                "network.layers=" + layers,
                "network.width=" + subject.width(),
                "nested.iterations=[10]",
                "network.opening=" + (subject.width() > subject.shape().features() ? "dense" : "zero-expansion")));
    own.addAll(lines);
    return request.settings(own, List.of()).training().on(subject.shape());
  }

  private Table strong(List<Point> points) {
    List<List<String>> rows = new ArrayList<>();
    points.forEach(point -> rows.add(row(point)));
    return table("Strong scaling: rows of the same layers", rows);
  }

  /** Four layers an executor. */
  private Table weak(List<Point> points) {
    return table(
        "Weak scaling: four layers an executor",
        points.stream().filter(point -> point.layers() == 4 * point.executors()).map(ScalingModel::row).toList());
  }

  private static Table table(String caption, List<List<String>> rows) {
    List<String> header = new ArrayList<>(List.of("layers", "executors"));
    header.addAll(WAYS);
    header.addAll(List.of("limit with the driver", "limit with columns"));
    return new Table(caption, header, rows, Table.columns(0, 2 + WAYS.size()));
  }

  private static List<String> row(Point point) {
    List<String> row = new ArrayList<>(List.of(Integer.toString(point.layers()), Integer.toString(point.executors())));
    WAYS.forEach(way -> row.add(Double.isNaN(point.seconds(way)) ? "-" : Text.of("%.3g", point.seconds(way))));
    for (String way : List.of(DRIVER, COLUMNS)) {
      row.add(point.of(way).map(proposal -> proposal.prediction().limit().text()).orElse("-"));
    }
    return row;
  }

  /** From which number of executors on what is the case, for each number of layers. */
  private Table crossovers(List<Point> points) {
    List<List<String>> rows = new ArrayList<>();
    for (int layers : depths) {
      List<Point> same = points.stream().filter(point -> point.layers() == layers).toList();
      rows.add(
          List.of(
              Integer.toString(layers),
              first(same, point -> point.layerParallel() < point.seconds(SERIAL)),
              first(same, point -> point.layerParallel() < point.seconds(DATA)),
              first(same, point -> point.seconds(COLUMNS) < point.seconds(DRIVER)),
              first(same, point -> limitsDriver(point, DRIVER)),
              first(same, point -> limitsDriver(point, COLUMNS))));
    }
    List<String> header =
        List.of(
            "layers",
            "faster than serial",
            "faster than data-parallel",
            "columns faster than the driver",
            "the driver limits",
            "the driver limits with columns");
    return new Table(
        "Fewest executors from which a layer-parallel iteration is, or has, what the column says",
        header,
        rows,
        Table.columns(0, header.size()));
  }

  private static boolean limitsDriver(Point point, String way) {
    return point
        .of(way)
        .filter(proposal -> proposal.prediction().ofDriver() > proposal.prediction().seconds() / 2)
        .isPresent();
  }

  private String first(List<Point> points, Predicate<Point> is) {
    return points.stream()
        .filter(is)
        .map(point -> Integer.toString(point.executors()))
        .findFirst()
        .orElse("more than " + executors.get(executors.size() - 1));
  }

  private ScalingPlot.Line line(List<Point> points, int layers, String way) {
    List<Point> known =
        points.stream().filter(point -> point.layers() == layers && !Double.isNaN(point.seconds(way))).toList();
    return new ScalingPlot.Line(
        way,
        known.stream().mapToDouble(Point::executors).toArray(),
        known.stream().mapToDouble(point -> point.seconds(way)).toArray(),
        way.equals(SERIAL) || way.equals(DATA));
  }

  private static RawTable raw(List<Point> points) {
    List<RawTable.Column> columns = new ArrayList<>();
    List.of("network", "way", "coarsening", "limit")
        .forEach(name -> columns.add(new RawTable.Column(name, RawTable.Kind.TEXT)));
    List.of("layers", "executors", "intervals", "example_blocks", "columns", "jobs")
        .forEach(name -> columns.add(new RawTable.Column(name, RawTable.Kind.WHOLE)));
    columns.add(new RawTable.Column("seconds", RawTable.Kind.NUMBER));
    List<List<Object>> rows = new ArrayList<>();
    for (Point point : points) {
      for (Map.Entry<String, Proposal> way : point.fastest().entrySet()) {
        Proposal proposal = way.getValue();
        rows.add(
            List.of(
                point.subject().name(),
                way.getKey(),
                proposal.scheme().text(),
                proposal.prediction().limit().text(),
                (long) point.layers(),
                (long) proposal.executors(),
                (long) proposal.layout().intervals(),
                (long) proposal.layout().blocks(),
                (long) proposal.layout().columns(),
                (long) proposal.prediction().jobs(),
                proposal.prediction().seconds()));
      }
    }
    return new RawTable(columns, rows);
  }
}
