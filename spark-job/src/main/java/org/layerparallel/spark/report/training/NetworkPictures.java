package org.layerparallel.spark.report.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.layerparallel.linalg.Workers;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Network;
import org.layerparallel.network.Prediction;
import org.layerparallel.spark.report.Classes;
import org.layerparallel.spark.report.html.Frames;
import org.layerparallel.spark.report.html.Frames.Frame;
import org.layerparallel.spark.report.html.Picture;

/**
 * Pictures of what a network makes of examples: the regions of the plane it decides for, and the way of states through
 * its layers.
 *
 * @param network the architecture
 * @param prediction by its weights
 * @param classes what the classes are called
 * @param workers threads that compute
 */
record NetworkPictures(Network network, Prediction prediction, Classes classes, Workers workers) {

  /** Cells of the grid of decision regions, across and down. */
  private static final int CELLS = 240;

  private static final int REGIONS_SIDE = 480;
  private static final int FRAME_SIDE = 440;
  private static final int MOST_POINTS = 400;
  private static final int MOST_STEPS = 8;

  /** Decision regions with some examples; none unless there are two features. */
  Optional<Picture> regions(Examples examples) {
    if (examples.featureCount() != 2 || !finite(examples.features())) {
      return Optional.empty();
    }
    Plane plane = Plane.around(examples.features());
    int[] regions =
        prediction.classes(
            CELLS * CELLS,
            (cell, features) -> {
              features[0] = plane.left() + plane.width() * (cell % CELLS + 0.5) / CELLS;
              features[1] = plane.bottom() + plane.height() * (1 - (cell / CELLS + 0.5) / CELLS);
            },
            workers);
    Examples some = some(examples);
    byte[] png = new PointPicture(plane, REGIONS_SIDE, classes).of(some.features(), some.labels(), regions);
    return Optional.of(
        new Picture(
            png,
            "The plane of the two features, divided into the regions of " + classes.count()
                + " classes, with " + some.count() + " examples",
            "Decision regions: the class the network tells of each point of the plane, and " + some.count()
                + " examples with their true classes. The first feature goes across, the second up."));
  }

  /** The states of some examples after several of the layers; none where they are not finite. */
  Optional<Frames> path(Examples examples) {
    Examples some = some(examples);
    int[] after = layers();
    double[][] states = prediction.states(some, after, workers);
    if (!Arrays.stream(states).allMatch(NetworkPictures::finite)) {
      return Optional.empty();
    }
    Projection projection = Projection.of(states, network.width());
    List<double[]> points = Arrays.stream(states).map(projection::apply).toList();
    Plane plane = Plane.around(points.stream().flatMapToDouble(Arrays::stream).toArray());
    PointPicture picture = new PointPicture(plane, FRAME_SIDE, classes);
    List<Frame> frames = new ArrayList<>();
    for (int k = 0; k < after.length; k++) {
      frames.add(new Frame(picture.of(points.get(k), some.labels()), "layer " + after[k] + " of " + network.layers()));
    }
    String plainly =
        network.width() <= 2
            ? "The channels of the state are the axes."
            : String.format(
                Locale.ROOT,
                "The plane is that of the two principal components of all states shown; it has %.0f %% of their"
                    + " variance.",
                100 * projection.share());
    return Optional.of(
        new Frames(
            "The features' way through the layers",
            frames,
            "states of " + some.count() + " examples, projected to a plane",
            plainly + " The classification layer separates the classes after the last layer by planes."));
  }

  /** Layers to look after: the first, the last, and evenly between. */
  private int[] layers() {
    int steps = Math.min(MOST_STEPS, network.layers());
    return IntStream.rangeClosed(0, steps).map(k -> (int) ((long) k * network.layers() / steps)).toArray();
  }

  /** As many examples as a picture holds, evenly from all. */
  private static Examples some(Examples examples) {
    int count = Math.min(MOST_POINTS, examples.count());
    int width = examples.featureCount();
    double[] features = new double[count * width];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) i * examples.count() / count);
      System.arraycopy(examples.features(), from * width, features, i * width, width);
      labels[i] = examples.labels()[from];
    }
    return new Examples(features, labels, width);
  }

  private static boolean finite(double[] values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }
}
