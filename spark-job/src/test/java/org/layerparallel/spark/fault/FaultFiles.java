package org.layerparallel.spark.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the processes of a run know of faults: which are to happen, which have happened, and what came of them. Files,
 * for most of these processes do not live to tell.
 *
 * @param directory that all processes reach
 */
public record FaultFiles(Path directory) {

  /** Has {@code faults} happen. */
  public void plan(List<Fault> faults) throws IOException {
    Files.write(directory.resolve("plan"), faults.stream().map(Fault::toString).toList());
  }

  List<Fault> planned() {
    try {
      return Files.readAllLines(directory.resolve("plan")).stream().map(Fault::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the caller a victim of {@code fault}, if it has not had all of them; notes {@code what} happens. */
  boolean claim(Fault fault, String what) throws IOException {
    for (int victim = 0; victim < fault.count(); victim++) {
      try {
        Files.writeString(claimed(fault, victim), what, StandardOpenOption.CREATE_NEW);
        return true;
      } catch (FileAlreadyExistsException e) {
        // The next one may be free.
      }
    }
    return false;
  }

  /** Whether {@code fault} has all its victims. */
  boolean complete(Fault fault) {
    return IntStream.range(0, fault.count()).allMatch(victim -> Files.exists(claimed(fault, victim)));
  }

  /** What was noted of the victims of {@code fault}. */
  public List<String> happened(Fault fault) throws IOException {
    List<String> notes = new ArrayList<>();
    for (int victim = 0; victim < fault.count() && Files.exists(claimed(fault, victim)); victim++) {
      notes.add(Files.readString(claimed(fault, victim)));
    }
    return notes;
  }

  void executor(String id, long process) throws IOException {
    Files.writeString(directory.resolve("executor-" + id), "" + process);
  }

  /** The process of executor {@code id}. */
  ProcessHandle executor(String id) throws IOException {
    long process = Long.parseLong(Files.readString(directory.resolve("executor-" + id)));
    return ProcessHandle.of(process).orElseThrow(() -> new IllegalStateException("executor " + id + " is gone"));
  }

  /** Notes what the driver was told. */
  synchronized void tell(String event) {
    try {
      Files.write(
          directory.resolve("events"), List.of(event), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the driver was told, in order. */
  public List<String> told() throws IOException {
    return Files.readAllLines(directory.resolve("events"));
  }

  private Path claimed(Fault fault, int victim) {
    return directory.resolve(fault.name() + "-" + victim);
  }
}
