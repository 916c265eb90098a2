package org.layerparallel.spark.checkpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.layerparallel.interval.Intervals;
import org.layerparallel.spark.config.CheckpointSettings;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;
import org.layerparallel.spark.io.SerializableConfiguration;
import org.layerparallel.sweep.LayerInterval;
import org.layerparallel.train.TrainingState;

/**
 * The directory of a run's checkpoints, on any Hadoop file system that driver and executors share. A checkpoint is a
 * directory in it, {@code checkpoint-000001} and so on; it is written under a hidden name and renamed when all of it is
 * there, its list of checksums last. The two newest are kept.
 */
public final class CheckpointDirectory {

  private static final String SETTING = "checkpoint.dir";
  private static final Pattern NAME = Pattern.compile("checkpoint-([0-9]{6,9})");
  private static final String HIDDEN = ".checkpoint-";
  private static final int KEPT = 2;
  private static final long LONGEST_TEXT = 1 << 24;

  private final SerializableConfiguration hadoop;
  private final FileSystem files;
  private final Path directory;

  /** The one this run goes on from: recovery of a lost executor may read it long after. */
  private OptionalInt resumedFrom = OptionalInt.empty();

  private CheckpointDirectory(Configuration hadoop, FileSystem files, Path directory) {
    this.hadoop = new SerializableConfiguration(hadoop);
    this.files = files;
    this.directory = directory;
  }

  /**
   * Opens a directory, which is made if there is none.
   *
   * @throws UserError if it cannot be written
   */
  public static CheckpointDirectory open(String dir, Configuration hadoop) {
    try {
      Path path = new Path(dir);
      FileSystem files = Staging.plain(path.getFileSystem(hadoop));
      CheckpointDirectory opened = new CheckpointDirectory(hadoop, files, files.makeQualified(path));
      if (!files.mkdirs(opened.directory)) {
        throw new IOException("cannot be created");
      }
      Path probe = new Path(opened.directory, HIDDEN + UUID.randomUUID());
      try (OutputStream out = files.create(probe, true)) {
        // A quota may let pass what is empty.
        out.write(0);
      }
      files.delete(probe, false);
      return opened;
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError(
          SETTING + " = " + dir + ": cannot be written (" + UserError.reason(e)
              + "); give a directory that driver and executors can write",
          e);
    }
  }

  /** Its path, as the user would type it. */
  public String name() {
    return InputFiles.name(directory);
  }

  /**
   * Checks that no run has left checkpoints there.
   *
   * @throws UserError if one has
   */
  public void requireEmpty() throws IOException {
    if (!numbers().isEmpty()) {
      throw new UserError(
          SETTING + " = " + InputFiles.name(directory) + ": holds the checkpoints of an earlier run; --resume goes on with it,"
              + " another directory or none begins anew");
    }
  }

  /**
   * Deletes what runs before have left beside their checkpoints: what they were writing, and their lineage.
   *
   * @param lineage that of this run, which stays
   */
  public void clearAway(Optional<Path> lineage) throws IOException {
    for (FileStatus entry : files.listStatus(directory)) {
      if (entry.getPath().getName().startsWith(HIDDEN)) {
        files.delete(entry.getPath(), true);
      }
    }
    Path lineages = new Path(directory, CheckpointSettings.LINEAGE);
    if (files.exists(lineages)) {
      for (FileStatus entry : files.listStatus(lineages)) {
        if (lineage.isEmpty() || !entry.getPath().getName().equals(lineage.get().getName())) {
          files.delete(entry.getPath(), true);
        }
      }
    }
  }

  /**
   * The newest checkpoint that is whole.
   *
   * @param identity of the training that is to go on
   * @return none if no run has left any
   * @throws UserError if none of those there are is whole, or it is of another training
   */
  public Optional<Checkpoint> newest(TrainingIdentity identity) throws IOException {
    List<Integer> numbers = numbers();
    List<String> damages = new ArrayList<>();
    for (int number : numbers) {
      Path place = place(number);
      try {
        Checkpoint found = new Checkpoint(hadoop, files, place, damages);
        found.verify();
        found.requireOf(identity);
        resumedFrom = OptionalInt.of(number);
        return Optional.of(found);
      } catch (DamagedException | FileNotFoundException e) {
        damages.add(place.getName() + ": " + UserError.reason(e));
      }
    }
    if (damages.isEmpty()) {
      return Optional.empty();
    }
    throw new UserError(
        SETTING + " = " + InputFiles.name(directory) + ": no checkpoint there is whole (" + String.join("; ", damages)
            + "); delete the directory to begin anew");
  }

  /**
   * Writes a checkpoint, and deletes those it outdates.
   *
   * @return its path
   * @throws IOException if it cannot be written; there is nothing of it then, and those before are as they were
   */
  public Path write(
      TrainingState state, TrainingIdentity identity, RunPast past, Intervals<LayerInterval> intervals)
      throws IOException {
    List<Integer> before = numbers();
    int number = before.isEmpty() ? 1 : before.get(0) + 1;
    Path place = place(number);
    Path staged = new Path(directory, HIDDEN + number + "." + UUID.randomUUID());
    if (!files.mkdirs(staged)) {
      throw new IOException("cannot create " + staged);
    }
    try {
      fill(new Staging(hadoop, staged.toString()), state, identity, past, intervals);
      if (!files.rename(staged, place)) {
        throw new IOException("cannot rename " + staged + " to " + place);
      }
    } catch (IOException | RuntimeException e) {
      delete(staged, e);
      throw e;
    }
    for (int old : before.subList(Math.min(before.size(), KEPT - 1), before.size())) {
      if (resumedFrom.isEmpty() || resumedFrom.getAsInt() != old) {
        files.delete(place(old), true);
      }
    }
    return place;
  }

  /** Deletes all checkpoints, of a run that has ended and needs them no more, and the directory if it is empty then. */
  public void clear() throws IOException {
    for (int number : numbers()) {
      files.delete(place(number), true);
    }
    if (files.listStatus(directory).length == 0) {
      files.delete(directory, false);
    }
  }

  private static void fill(
      Staging staging,
      TrainingState state,
      TrainingIdentity identity,
      RunPast past,
      Intervals<LayerInterval> intervals)
      throws IOException {
    List<Checksum> checksums = new ArrayList<>();
    List<LayersFile> layers = new ArrayList<>();
    for (List<SaveBlocks.Saved> ofCell :
        intervals.visit(new SaveBlocks(), Collections.nCopies(intervals.count(), staging))) {
      for (SaveBlocks.Saved saved : ofCell) {
        layers.add(saved.file());
        checksums.add(saved.checksum());
      }
    }
    checksums.add(staging.write(DriverFile.NAME, out -> DriverFile.write(out, state, past)));
    Manifest manifest = new Manifest(state.level(), state.iteration(), state.ended(), identity, layers);
    checksums.add(staging.write(Manifest.NAME, out -> out.write(manifest.toBytes())));
    staging.write(Checkpoint.CHECKSUMS, out -> out.write(Checkpoint.list(checksums)));
  }

  /** Numbers of the checkpoints, newest first. */
  private List<Integer> numbers() throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (FileStatus entry : files.listStatus(directory)) {
      Matcher name = NAME.matcher(entry.getPath().getName());
      if (name.matches()) {
        numbers.add(Integer.valueOf(name.group(1)));
      }
    }
    numbers.sort(Comparator.reverseOrder());
    return numbers;
  }

  private Path place(int number) {
    return new Path(directory, String.format("checkpoint-%06d", number));
  }

  private void delete(Path staged, Exception because) {
    try {
      files.delete(staged, true);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  /** A small file as a whole. */
  static byte[] content(FileSystem files, Path file) throws IOException {
    long length = files.getFileStatus(file).getLen();
    if (length > LONGEST_TEXT) {
      throw new DamagedException(file.getName() + " is too long");
    }
    try (FSDataInputStream in = files.open(file)) {
      byte[] bytes = new byte[(int) length];
      in.readFully(bytes);
      return bytes;
    }
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
