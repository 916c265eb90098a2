package org.layerparallel.spark.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.layerparallel.interval.Intervals;
import org.layerparallel.network.Network;
import org.layerparallel.spark.config.SettingsText;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;
import org.layerparallel.spark.io.SerializableConfiguration;
import org.layerparallel.sweep.LayerInterval;
import org.layerparallel.train.SavedSolves;
import org.layerparallel.train.SavedTraining;
import org.layerparallel.train.TrainingSettings;
import org.layerparallel.train.TrainingState;

/** A checkpoint on disk, checked as a whole before anything of it is used. */
public final class Checkpoint implements SavedTraining {

  /** Its list of checksums, whose last line is one of those before. */
  static final String CHECKSUMS = "checksums.txt";

  private final SerializableConfiguration hadoop;
  private final FileSystem files;
  private final Path directory;
  private final List<String> damages;
  private Manifest manifest;
  private TrainingState state;
  private RunPast past;
  private int layerSize;

  Checkpoint(SerializableConfiguration hadoop, FileSystem files, Path directory, List<String> damages) {
    this.hadoop = hadoop;
    this.files = files;
    this.directory = directory;
    this.damages = List.copyOf(damages);
  }

  /** Its path, as the user would type it. */
  public String name() {
    return InputFiles.name(directory);
  }

  /** What is wrong with newer ones, a text each. */
  public List<String> damages() {
    return damages;
  }

  /** What the run has done so far. */
  public RunPast past() {
    return past;
  }

  /** What multiplied the matrices of the run that was saved. */
  public String blas() {
    return manifest.identity().blas();
  }

  /** The value that a setting of the run had that was saved, if there was that setting. */
  public Optional<String> setting(String key) {
    return SettingsText.value(manifest.identity().settings(), key);
  }

  @Override
  public TrainingState state() {
    return state;
  }

  @Override
  public void fill(Intervals<LayerInterval> intervals) {
    LoadBlocks.Source source =
        new LoadBlocks.Source(
            hadoop, directory.toString(), new ArrayList<>(manifest.layers()), PastVectors.of(state.ends()));
    intervals.advance(new LoadBlocks(), Collections.nCopies(intervals.count(), source));
  }

  /** The list of checksums of a checkpoint's files. */
  static byte[] list(List<Checksum> checksums) {
    String lines = checksums.stream().map(checksum -> checksum.line() + "\n").collect(Collectors.joining());
    return (lines + last(lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Checks all files and reads what is the driver's.
   *
   * @throws IOException if one is missing or damaged
   */
  void verify() throws IOException {
    List<String> names = new ArrayList<>();
    for (Checksum checksum : checksums()) {
      Path file = new Path(directory, checksum.name());
      FileStatus status = files.getFileStatus(file);
      if (!status.isFile() || status.getLen() != checksum.bytes()) {
        throw new DamagedException(checksum.name() + " has " + status.getLen() + " bytes, must have " + checksum.bytes());
      }
      try (FSDataInputStream in = files.open(file)) {
        if (!checksum.matches(in)) {
          throw new DamagedException(checksum.name() + " is damaged, its checksum is another");
        }
      }
      names.add(checksum.name());
    }
    requireListed(names, Manifest.NAME);
    requireListed(names, DriverFile.NAME);
    manifest = Manifest.parse(CheckpointDirectory.content(files, new Path(directory, Manifest.NAME)));
    readDriver();
    for (LayersFile layers : manifest.layers()) {
      requireListed(names, layers.name());
      verify(layers);
    }
  }

  private static void requireListed(List<String> names, String name) throws DamagedException {
    if (!names.contains(name)) {
      throw new DamagedException("has no " + name);
    }
  }

  private void readDriver() throws IOException {
    try (FSDataInputStream in = files.open(new Path(directory, DriverFile.NAME))) {
      TensorReader reader = reader(in, DriverFile.NAME);
      state = DriverFile.state(reader, manifest);
      past = PastTensors.read(reader, manifest);
    } catch (DamagedException e) {
      throw new DamagedException(DriverFile.NAME + ": " + e.getMessage());
    }
  }

  /** Executors will read it; what is wrong with it is better known before they do. */
  private void verify(LayersFile layers) throws IOException {
    try (FSDataInputStream in = files.open(new Path(directory, layers.name()))) {
      int length = Blocks.requireWhole(reader(in, layers.name()), PastVectors.of(state.ends()));
      layerSize = layers.first() == 0 ? length / layers.layers() : layerSize;
      if (length != (long) layers.layers() * layerSize) {
        throw new DamagedException("has " + length + " weights for " + layers.layers() + " layers");
      }
    } catch (DamagedException e) {
      throw new DamagedException(layers.name() + ": " + e.getMessage());
    }
  }

  private TensorReader reader(FSDataInputStream in, String name) throws IOException {
    return new TensorReader(in, files.getFileStatus(new Path(directory, name)).getLen());
  }

  /**
   * Checks that it holds the residual layers of a network of {@code settings}, and states of so many examples.
   *
   * @param training training examples of a batch
   * @param validation validation examples that ride with it
   * @throws UserError if it does not
   */
  public void requireFit(TrainingSettings settings, int training, int validation) {
    int level = Math.min(manifest.level(), settings.levels().size() - 1);
    Network network = settings.networkAt(level);
    int layers = manifest.layers().get(manifest.layers().size() - 1).end();
    if (layers != network.layers() || layerSize != network.residualShape().size()) {
      throw new UserError(
          directory + ": has " + layers + " layers of " + layerSize + " weights, must have " + network.layers() + " of "
              + network.residualShape().size() + "; delete it");
    }
    for (SavedSolves solves : state.solves()) {
      requireLength("states", solves.states(), (long) network.width() * (training + validation));
      requireLength("adjoints", solves.adjoints(), (long) network.width() * training);
    }
  }

  private void requireLength(String name, double[][] points, long length) {
    for (double[] point : points) {
      if (point.length != length) {
        throw new UserError(
            directory + ": " + name + " have " + point.length + " numbers each, must have " + length + "; delete it");
      }
    }
  }

  /**
   * Checks that it is of the training that is to go on.
   *
   * @throws UserError if it is not
   */
  void requireOf(TrainingIdentity identity) {
    List<String> others;
    try {
      others = SettingsText.differences(manifest.identity().settings(), identity.settings());
    } catch (IllegalArgumentException e) {
      throw new UserError(directory + "/" + Manifest.NAME + ": " + e.getMessage() + "; delete " + directory, e);
    }
    if (!others.isEmpty()) {
      throw new UserError(
          name() + ": is of a training with other settings (" + String.join(", ", others)
              + "); resume with the same, or begin anew in another checkpoint.dir");
    }
    if (!manifest.identity().data().equals(identity.data())) {
      throw new UserError(
          name() + ": is of a training with other examples; resume with the same, or begin anew in another"
              + " checkpoint.dir");
    }
  }

  private List<Checksum> checksums() throws IOException {
    String text = CheckpointDirectory.text(CheckpointDirectory.content(files, new Path(directory, CHECKSUMS)));
    List<String> lines = text.lines().toList();
    String listed =
        lines.stream().limit(Math.max(0, lines.size() - 1)).map(line -> line + "\n").collect(Collectors.joining());
    if (lines.isEmpty() || !text.equals(listed + last(listed) + "\n")) {
      throw new DamagedException("its list of checksums is damaged");
    }
    List<Checksum> checksums = new ArrayList<>();
    for (String line : lines.subList(0, lines.size() - 1)) {
      checksums.add(Checksum.parse(line));
    }
    return checksums;
  }

  private static String last(String lines) {
    return Checksum.of(CHECKSUMS, lines.getBytes(StandardCharsets.UTF_8)).line();
  }
}
