package org.layerparallel.spark.job;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.storage.BlockUpdatedInfo;
import org.slf4j.LoggerFactory;

/**
 * Warns, once, when a cached layer interval is on disk and not in memory: the run goes on with the same numbers, but
 * every superstep then waits for the disk. All that this application caches is layer intervals.
 */
final class StorageWatch extends SparkListener {

  private final String remedy;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * @param local whether intervals are in the driver's process
   */
  StorageWatch(boolean local) {
    remedy = local ? "the driver's memory (spark.driver.memory; -Xmx of an embedded Spark)" : "spark.executor.memory";
  }

  @Override
  public void onBlockUpdated(SparkListenerBlockUpdated updated) {
    BlockUpdatedInfo block = updated.blockUpdatedInfo();
    boolean onDiskAlone = block.storageLevel().useDisk() && !block.storageLevel().useMemory();
    if (block.blockId().isRDD() && onDiskAlone && warned.compareAndSet(false, true)) {
      LoggerFactory.getLogger(StorageWatch.class).warn(
          "Layer intervals do not fit in the memory of {} and go to disk, which is slow: raise {} or"
              + " spark.memory.fraction, or lower execution.f-point-memory.",
          block.blockManagerId().isDriver() ? "the driver" : "executor " + block.blockManagerId().executorId(),
          remedy);
    }
  }
}
