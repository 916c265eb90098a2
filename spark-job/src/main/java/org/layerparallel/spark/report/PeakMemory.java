package org.layerparallel.spark.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The most memory this process has held so far; on a cluster it is the driver.
 *
 * @param bytes how much
 * @param of what was counted
 */
public record PeakMemory(long bytes, Of of) {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String MOST_RESIDENT = "VmHWM:";

  /** What is counted. */
  public enum Of {
    /** All the process has had in memory: heap, native buffers, code. */
    PROCESS,
    /** The heap alone, where the operating system does not tell. */
    HEAP
  }

  /** Measures. */
  public static PeakMemory now() {
    OptionalLong resident = resident();
    return resident.isPresent()
        ? new PeakMemory(resident.getAsLong(), Of.PROCESS)
        : new PeakMemory(heap(), Of.HEAP);
  }

  private static OptionalLong resident() {
    try {
      return Files.isReadable(STATUS) ? resident(Files.readString(STATUS)) : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** The figure in what Linux says of a process, {@code VmHWM: 123 kB}; none where it is not there. */
  static OptionalLong resident(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith(MOST_RESIDENT))
        .map(line -> line.substring(MOST_RESIDENT.length()).replace("kB", "").strip())
        .mapToLong(kilobytes -> 1024 * Long.parseLong(kilobytes))
        .findFirst();
  }

  /** The sum over the parts of the heap, which need not have been at their peaks at the same time. */
  static long heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
