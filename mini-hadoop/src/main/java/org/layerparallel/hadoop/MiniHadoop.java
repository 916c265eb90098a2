package org.layerparallel.hadoop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * HDFS with one data node and YARN with one node manager, in this process, on ports of loopback that are free. They
 * run until the process is ended, which is also how a cluster is made to fail.
 */
public final class MiniHadoop {

  /** What a client has to know of a cluster; it brings the rest of its configuration itself. */
  private static final List<String> ADDRESSES =
      List.of(
          "fs.defaultFS",
          "yarn.resourcemanager.address",
          "yarn.resourcemanager.scheduler.address",
          "yarn.resourcemanager.resource-tracker.address");

  private MiniHadoop() {}

  /**
   * Starts the cluster, and says on standard error when it is ready.
   *
   * @param arguments a directory, for the file system's blocks and for {@code conf}, which becomes the directory of its
   *     clients' configuration; containers run below the working directory
   */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    MiniDFSCluster hdfs =
        new MiniDFSCluster.Builder(fileSystem(), directory.resolve("hdfs").toFile())
            .numDataNodes(1)
            .build();
    YarnConfiguration settings = resources();
    settings.set("fs.defaultFS", hdfs.getURI().toString());
    MiniYARNCluster yarn = new MiniYARNCluster("yarn", 1, 1, 1);
    yarn.init(settings);
    yarn.start();
    write(yarn.getConfig(), Files.createDirectories(directory.resolve("conf")));
    System.err.println("The cluster is ready.");
  }

  /** Blocks so small that a quota of a few of them is met by small files. */
  private static Configuration fileSystem() {
    Configuration settings = new Configuration();
    settings.setInt("dfs.namenode.fs-limits.min-block-size", 1024);
    settings.setInt("dfs.replication", 1);
    return settings;
  }

  private static YarnConfiguration resources() {
    YarnConfiguration settings = new YarnConfiguration();
    settings.setInt("yarn.nodemanager.resource.memory-mb", 4096);
    settings.setInt("yarn.scheduler.minimum-allocation-mb", 64);
    settings.set("yarn.scheduler.capacity.root.queues", "default");
    settings.set("yarn.scheduler.capacity.root.default.capacity", "100");
    settings.set("yarn.scheduler.capacity.maximum-am-resource-percent", "1");
    // A disk that is nearly full is no reason not to run a test, nor is address space that nobody uses.
    settings.setBoolean("yarn.nodemanager.disk-health-checker.enable", false);
    settings.setBoolean("yarn.nodemanager.vmem-check-enabled", false);
    // Logs are read after their containers have ended.
    settings.setInt("yarn.nodemanager.delete.debug-delay-sec", 3600);
    return settings;
  }

  /** The file system's clients read the one, YARN's both, with YARN's own defaults over the first. */
  private static void write(Configuration cluster, Path directory) throws IOException {
    Configuration addresses = new Configuration(false);
    ADDRESSES.forEach(name -> addresses.set(name, cluster.get(name)));
    for (String name : List.of("core-site.xml", "yarn-site.xml")) {
      try (OutputStream out = Files.newOutputStream(directory.resolve(name))) {
        addresses.writeXml(out);
      }
    }
  }
}
