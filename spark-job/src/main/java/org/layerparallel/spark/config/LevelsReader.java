package org.layerparallel.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.StopRule;
import org.layerparallel.train.FirstSolves;
import org.layerparallel.train.LevelSettings;

/** Reads the settings of each nested level: what is common to all, and the exceptions in {@code nested.levels}. */
final class LevelsReader {

  private static final String LEVELS = "nested.levels";

  private final Config settings;
  private final Config defaults;
  private final Problems problems;
  private final Section nested;
  private final Section multigrid;
  private final Section firstSolves;

  LevelsReader(Config settings, Config defaults, Problems problems) {
    this.settings = settings;
    this.defaults = defaults;
    this.problems = problems;
    nested = Section.of("nested", settings, defaults, problems);
    multigrid = Section.of("multigrid", settings, defaults, problems);
    firstSolves = Section.of("nested.first-solves", settings, defaults, problems);
  }

  /** Settings of all levels; {@code validated} says whether there are validation examples to reach a target on. */
  List<LevelSettings> read(boolean validated) {
    List<Integer> iterations = nested.integers("iterations", Range.atLeast(1));
    if (iterations.isEmpty()) {
      nested.reject("iterations", "must have at least one entry, one for each level");
      iterations = List.of(1);
    }
    List<Double> targets = nested.numbers("target-accuracy", Range.FRACTION);
    if (!targets.isEmpty() && targets.size() != iterations.size()) {
      nested.reject("target-accuracy", lengthProblem(iterations.size(), targets.size()));
      targets = List.of();
    }
    if (!targets.isEmpty() && !validated && !problems.in("data.")) {
      nested.reject("target-accuracy", "must be empty where there are no validation examples");
    }
    List<Config> exceptions = exceptions(iterations.size());
    List<LevelSettings> levels = new ArrayList<>();
    for (int level = 0; level < iterations.size(); level++) {
      double target = targets.isEmpty() ? LevelSettings.NO_TARGET : targets.get(level);
      String path = LEVELS + "[" + level + "].";
      Config exception = exceptions.isEmpty() ? ConfigFactory.empty() : exceptions.get(level);
      Section cycle = with(multigrid, path + "multigrid", exception, "multigrid");
      Section first = with(firstSolves, path + "first-solves", exception, "first-solves");
      levels.add(
          new LevelSettings(
              iterations.get(level),
              target,
              cycle(cycle),
              stop(cycle, "state"),
              stop(cycle, "adjoint"),
              firstSolves(first)));
    }
    return levels;
  }

  private List<Config> exceptions(int levels) {
    ConfigValue value =
        settings.hasPathOrNull(LEVELS) ? settings.getObject("nested").get("levels") : null;
    if (value == null || value instanceof ConfigList list && list.isEmpty()) {
      return List.of();
    }
    if (!(value instanceof ConfigList list)
        || !list.stream().allMatch(ConfigObject.class::isInstance)) {
      nested.reject("levels", "must be a list of sections, such as [{}, {multigrid {cycle = F}}]");
      return List.of();
    }
    Config schema =
        ConfigFactory.empty()
            .withValue("multigrid", defaults.getValue("multigrid"))
            .withValue("first-solves", defaults.getValue("nested.first-solves"));
    List<Config> result = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      ConfigObject exception = (ConfigObject) list.get(i);
      new UnknownKeys(LEVELS + "[" + i + "].", schema.root(), problems).check(exception);
      result.add(exception.toConfig());
    }
    if (result.size() != levels) {
      problems.add(LEVELS, value, lengthProblem(levels, result.size()));
      return List.of();
    }
    return result;
  }

  private static Section with(Section base, String path, Config exception, String key) {
    return exception.hasPath(key) && exception.getValue(key) instanceof ConfigObject object
        ? base.overriddenBy(path, object.toConfig())
        : base;
  }

  private static CycleSettings cycle(Section section) {
    Map<String, CycleKind> kinds = new LinkedHashMap<>();
    kinds.put("V", CycleKind.V);
    kinds.put("F", CycleKind.F);
    return new CycleSettings(
        section.choice("cycle", kinds),
        filled(section, "coarsening", Range.atLeast(2)),
        filled(section, "cf-relaxations", Range.atLeast(0)),
        section.integer("max-levels", Range.atLeast(2)),
        section.integer("min-coarse-steps", Range.atLeast(1)),
        section.flag("skip-first-down"));
  }

  private static List<Integer> filled(Section section, String key, Range range) {
    List<Integer> values = section.integers(key, range);
    if (values.isEmpty()) {
      section.reject(key, "must have at least one entry");
      return List.of(2);
    }
    return values;
  }

  private static StopRule stop(Section section, String of) {
    return new StopRule(
        section.integer(of + ".cycles", Range.atLeast(1)),
        section.number(of + ".abs-tol", Range.atLeast(0)),
        section.number(of + ".rel-tol", Range.atLeast(0)));
  }

  private static FirstSolves firstSolves(Section section) {
    int iterations = section.integer("iterations", Range.atLeast(0));
    int cycles = section.integer("cycles", Range.atLeast(1));
    double drop = section.number("drop", Range.OPEN_UNIT);
    Map<String, Function<Double, Double>> drops = new LinkedHashMap<>();
    drops.put("fixed", any -> 0.0);
    drops.put("adaptive", given -> given);
    return new FirstSolves(iterations, cycles, section.choice("kind", drops).apply(drop));
  }

  private static String lengthProblem(int levels, int entries) {
    return "has " + entries + (entries == 1 ? " entry" : " entries") + ", must be empty or have "
        + levels + ", one for each level in nested.iterations";
  }
}
