package org.layerparallel.spark.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the steps of an iteration on a cluster. A job begins with its messages and Spark's own time for it, and with the
 * tasks that write letters, if some are read; then the driver launches the tasks one after the other, each waits for a
 * slot of its executor, fetches, computes, leaves the slot and sends its answer through the driver's link. The job ends
 * with its last answer.
 *
 * <p>Links are first come, first served, and serve one at a time: a share of the rate each would end all of them at the
 * end of the last, which is what the job waits for. A fetch passes one link, the one more is asked of.
 */
public final class Simulation {

  private final Cluster cluster;
  private final Timeline timeline = new Timeline();
  private final Link driverOut = new Link();
  private final Link driverIn = new Link();
  private final List<Link> executors;
  private final List<Slots> slots;
  private final Map<Part, Double> spent = new EnumMap<>(Part.class);
  private int jobs;

  private Simulation(Cluster cluster) {
    this.cluster = cluster;
    this.executors = Stream.generate(Link::new).limit(cluster.executors()).toList();
    this.slots = Stream.generate(() -> new Slots(cluster.slots())).limit(cluster.executors()).toList();
    for (Part part : Part.values()) {
      spent.put(part, 0.0);
    }
  }

  /** What {@code steps} take, one after the other. */
  static Prediction run(List<Step> steps, Cluster cluster) {
    Simulation simulation = new Simulation(cluster);
    for (Step step : steps) {
      if (step instanceof Step.Superstep superstep) {
        simulation.run(superstep);
      } else {
        simulation.run((Step.Driver) step);
      }
    }
    return new Prediction(simulation.timeline.now(), simulation.jobs, simulation.spent);
  }

  private void run(Step.Driver step) {
    timeline.at(timeline.now() + step.seconds(), () -> {});
    timeline.run();
    spent.merge(Part.COARSE, step.seconds(), Double::sum);
  }

  private void run(Step.Superstep superstep) {
    Rates rates = cluster.rates();
    // The letters' own time is in the rate at which they are fetched.
    double written = superstep.writers() > 0 ? superstep.writers() * rates.task() + rates.latency() : 0;
    double launched = timeline.now() + superstep.messages() * rates.message() + rates.job() + written;
    Parcels parcels = new Parcels(rates, driverOut, executors);
    List<Running> ended = new ArrayList<>(1);
    for (Step.Task task : superstep.tasks()) {
      launched += rates.task();
      Running running = new Running(task, parcels, timeline.now(), ended);
      timeline.at(launched, running::launched);
    }
    timeline.run();
    // All other ways through the job have ended by then.
    ended.get(0).parts.forEach((part, seconds) -> spent.merge(part, seconds, Double::sum));
    jobs++;
  }

  /** A task on its way, and where its time has gone. */
  private final class Running {

    private final Step.Task task;
    private final Parcels parcels;
    private final List<Running> ended;
    private final Map<Part, Double> parts = new EnumMap<>(Part.class);
    private double since;
    private int fetched;

    /**
     * @param since when the job began
     * @param ended takes the task that ends last
     */
    Running(Step.Task task, Parcels parcels, double since, List<Running> ended) {
      this.task = task;
      this.parcels = parcels;
      this.since = since;
      this.ended = ended;
    }

    void launched() {
      spend(Part.JOBS);
      slots.get(task.executor()).take(this::fetch);
    }

    private void fetch() {
      // Whatever holds the slots is what is waited for.
      spend(task.part());
      next();
    }

    private void next() {
      while (fetched < task.fetches().size() && task.fetches().get(fetched).bytes() == 0) {
        fetched++;
      }
      if (fetched == task.fetches().size()) {
        timeline.at(timeline.now() + task.seconds(), this::computed);
        return;
      }
      Fetch fetch = task.fetches().get(fetched++);
      boolean driver = fetch.from() == Fetch.From.DRIVER || fetch.from() == Fetch.From.ANYONE;
      timeline.at(
          arrival(fetch),
          () -> {
            spend(driver ? Part.LINK : Part.NETWORK);
            next();
          });
    }

    private double arrival(Fetch fetch) {
      Rates rates = cluster.rates();
      double now = timeline.now();
      return switch (fetch.from()) {
        case DRIVER -> driverOut.pass(now, fetch.bytes() * rates.driverByte()) + rates.latency();
        case ANYONE -> parcels.fetched(fetch, task.executor(), now);
        case EXECUTOR ->
            executors.get(fetch.number()).pass(now, fetch.bytes() * rates.networkByte()) + rates.latency();
        case MANY ->
            executors.get(task.executor()).pass(now, fetch.bytes() * rates.networkByte()) + rates.latency();
      };
    }

    private void computed() {
      spend(task.part());
      slots.get(task.executor()).release();
      timeline.at(driverIn.pass(timeline.now(), task.answer() * cluster.rates().driverByte()), this::answered);
    }

    private void answered() {
      spend(Part.LINK);
      ended.clear();
      ended.add(this);
    }

    private void spend(Part part) {
      parts.merge(part, timeline.now() - since, Double::sum);
      since = timeline.now();
    }
  }
}
