package org.layerparallel.spark.report.training;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.layerparallel.linalg.Workers;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Prediction;
import org.layerparallel.spark.report.ClassReport;
import org.layerparallel.spark.report.LandCover;
import org.layerparallel.spark.report.LandCoverMap;
import org.layerparallel.spark.report.RunSummary;
import org.layerparallel.spark.report.TimedIteration;
import org.layerparallel.spark.report.html.FoldedText;
import org.layerparallel.spark.report.html.HtmlReport;
import org.layerparallel.spark.report.html.Part;
import org.layerparallel.spark.report.html.Picture;
import org.layerparallel.spark.report.html.Section;

/**
 * The report of a training.
 *
 * @param summary what the summary has of it
 * @param iterations all of them, in order, at least one
 * @param shown examples whose way through the network is shown
 * @param landCover the scene, if the data are one
 * @param settings of the run, as text
 */
public record TrainingReport(
    RunSummary summary,
    List<TimedIteration> iterations,
    Examples shown,
    Optional<LandCover> landCover,
    String settings) {

  /** Name of the file. */
  public static final String FILE = "report.html";

  /**
   * Writes the report as HTML. The network's answers that it shows are computed here.
   *
   * @param out written to, not closed
   * @param workers threads that compute them
   */
  public void writeTo(OutputStream out, Workers workers) throws IOException {
    new HtmlReport(title(), subtitle(), sections(workers)).writeTo(out);
  }

  private String title() {
    return "Training of "
        + summary.levels().stream().map(level -> "" + level.layers()).collect(Collectors.joining(" → "))
        + " residual layers";
  }

  private String subtitle() {
    return String.format(
        Locale.ROOT,
        "Begun %s, %.1f s, %s",
        summary.startedAt().toString().replaceFirst("\\.\\d+Z$", "Z"),
        summary.cost().wallSeconds(),
        summary.execution().master().isEmpty()
            ? "in process"
            : "Spark " + summary.execution().sparkVersion() + ", " + summary.execution().master());
  }

  private List<Section> sections(Workers workers) {
    HistoryCharts history = new HistoryCharts(iterations, summary.workUnit());
    PhaseParts phases = new PhaseParts(summary.levels(), summary.cost().phases());
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Outcome", "", List.of(new RunFacts(summary).figures(), phases.levels())));
    sections.add(
        new Section(
            "Accuracy and objective",
            "Levels are set apart by colour, marker and dotted vertical lines. After a refinement accuracy may be lower"
                + " at first: the steps are smaller, and so the network computes something else.",
            history.outcome()));
    sections.add(
        new Section(
            "Multigrid and optimizer",
            "Residuals are those after the last relaxation of a solve; zeros have no place on a logarithmic axis.",
            history.course()));
    sections.add(new Section("Time", PhaseParts.TEXT, phases.charts()));
    sections.add(new Section("Classes", "", confusions()));
    pictures(workers).ifPresent(sections::add);
    landCover.ifPresent(cover -> sections.add(map(cover)));
    sections.add(new Section("Settings", "", List.of(new FoldedText("All settings of the run", settings))));
    return sections;
  }

  private List<Part> confusions() {
    ClassReport classes = summary.classes();
    List<Part> parts = new ArrayList<>();
    classes.validation().ifPresent(of -> parts.add(ConfusionPart.of("Validation", of, classes.classes())));
    parts.add(ConfusionPart.of("Training", classes.training(), classes.classes()));
    classes
        .others()
        .ifPresent(of -> parts.add(ConfusionPart.of("All pixels not trained with", of, classes.classes())));
    return parts;
  }

  private Optional<Section> pictures(Workers workers) {
    Prediction prediction = new Prediction(summary.result().network(), summary.result().weights());
    NetworkPictures pictures =
        new NetworkPictures(summary.result().network(), prediction, summary.classes().classes(), workers);
    List<Part> parts = new ArrayList<>();
    pictures.regions(shown).ifPresent(parts::add);
    pictures.path(shown).ifPresent(parts::add);
    return parts.isEmpty() ? Optional.empty() : Optional.of(new Section("What the network does", "", parts));
  }

  private Section map(LandCover cover) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      LandCoverMap.write(png, cover, summary.classes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String alternative =
        "Maps of " + cover.rows() + " x " + cover.columns()
            + " pixels: ground truth, prediction of the labelled pixels, prediction of all pixels";
    return new Section(
        "Land cover", "", List.of(new Picture(png.toByteArray(), alternative, "As numbers: land-cover.csv")));
  }
}
