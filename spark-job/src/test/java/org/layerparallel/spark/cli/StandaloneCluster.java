package org.layerparallel.spark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A master and workers of one core, each a process, on ports that are free. */
final class StandaloneCluster implements AutoCloseable {

  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");

  private final SparkHome home;
  private final int workers;
  private final String master;
  private final Deque<ChildProcess> processes = new ArrayDeque<>();

  /** Starts it; when this returns all workers are at the master's disposal. */
  StandaloneCluster(SparkHome home, int workers) throws IOException, InterruptedException {
    this.home = home;
    this.workers = workers;
    try {
      this.master = startMaster();
      startWorkers();
    } catch (Throwable e) {
      close();
      throw e;
    }
  }

  /** Runs {@code application}, a jar and its arguments, to its end, by spark-submit with {@code options}. */
  Command submit(List<String> options, List<String> application) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("--master", master, "--driver-memory", "512m"));
    arguments.addAll(List.of("--executor-memory", "512m", "--total-executor-cores", "" + workers));
    // On a busy machine Spark would otherwise begin before all executors are there.
    arguments.addAll(List.of("--conf", "spark.scheduler.maxRegisteredResourcesWaitingTime=5min"));
    arguments.addAll(options);
    arguments.addAll(application);
    return home.submit(arguments);
  }

  /** Trains as users do, by {@code train-standalone.sh} with {@code arguments} of the train command. */
  Command train(String application, List<String> arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Command.shipped("submit-scripts/train-standalone.sh").toString());
    line.add(master);
    line.addAll(arguments);
    Map<String, String> variables =
        Map.of(
            "LAYER_PARALLEL_JAR", application,
            "LAYER_PARALLEL_CORES", "" + workers,
            "LAYER_PARALLEL_EXECUTOR_CORES", "1",
            "LAYER_PARALLEL_EXECUTOR_MEMORY", "512m",
            "LAYER_PARALLEL_DRIVER_MEMORY", "512m");
    try (ChildProcess submitted = home.start(line, variables)) {
      return submitted.result();
    }
  }

  /** What each executor so far wrote to its log. */
  List<String> executorLogs() throws IOException {
    return Command.texts(workDirectory(), file -> file.endsWith("stderr"));
  }

  @Override
  public void close() throws IOException {
    while (!processes.isEmpty()) {
      processes.pop().close();
    }
  }

  private String startMaster() throws IOException, InterruptedException {
    ChildProcess started = start("org.apache.spark.deploy.master.Master", List.of());
    Matcher address = MASTER.matcher(started.awaitComplaint("New state: ALIVE"));
    if (!address.find()) {
      throw new IllegalStateException("the master does not say where it is");
    }
    return address.group(1);
  }

  private void startWorkers() throws IOException, InterruptedException {
    List<ChildProcess> started = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      String own = workDirectory().resolve("worker" + i).toString();
      List<String> arguments = List.of("--cores", "1", "--memory", "1g", "--work-dir", own, master);
      started.add(start("org.apache.spark.deploy.worker.Worker", arguments));
    }
    for (ChildProcess worker : started) {
      worker.awaitComplaint("Successfully registered with master");
    }
  }

  private ChildProcess start(String type, List<String> arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
    all.addAll(arguments);
    ChildProcess started = home.start(type, all);
    processes.push(started);
    return started;
  }

  private Path workDirectory() {
    return home.directory().resolve("work");
  }
}
