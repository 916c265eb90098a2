package org.layerparallel.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.linalg.BlasKind;
import org.layerparallel.network.InitialWeights;
import org.layerparallel.spark.error.UserError;

/**
 * Reads the settings of a job and checks all of them before anything runs: the shipped defaults, over them the user's
 * file, over that single settings.
 */
public final class SettingsReader {

  private final SettingsFile files;

  /** A reader that finds files with {@code hadoop}'s file systems. */
  public SettingsReader(Configuration hadoop) {
    files = new SettingsFile(hadoop);
  }

  /**
   * The settings.
   *
   * @param file settings file, a local path or a URI of any Hadoop file system; none for the defaults
   * @param overrides single settings, {@code key=value} each, the last of a key counts
   * @throws UserError with a line for everything that is wrong
   */
  public JobSettings read(Optional<String> file, List<String> overrides) {
    return read(file.map(files::parse).orElse(ConfigFactory.empty()), overrides);
  }

  /**
   * The settings that {@link JobSettings#resolved} keeps as text.
   *
   * @throws IllegalArgumentException if it is no such text
   * @throws UserError with a line for everything that is wrong
   */
  public JobSettings parse(String resolved) {
    return read(SettingsText.parse(resolved), List.of());
  }

  private JobSettings read(Config given, List<String> overrides) {
    Problems problems = new Problems();
    Config defaults = Defaults.load();
    Config settings =
        Environment.fillIn(
            new Overrides(defaults, problems)
                .parse(overrides)
                .withFallback(given)
                .withFallback(defaults),
            defaults);
    new UnknownKeys("", defaults.root(), problems).check(settings.root());

    DataSettings data = new DataReader(section("data", settings, defaults, problems)).read();
    StartWeights start = start(section("initial-weights", settings, defaults, problems));
    CheckpointSettings checkpoint = checkpoint(section("checkpoint", settings, defaults, problems));
    ExecutionSettings execution =
        execution(section("execution", settings, defaults, problems), checkpoint.lineageDir());
    OutputSettings output = output(section("output", settings, defaults, problems));
    ProgressKind progress =
        section("progress", settings, defaults, problems)
            .choice("kind", Choices.of(ProgressKind.class));
    // Last, as it ends with an exception if there is any problem at all: what is made of wrong settings has no meaning.
    TrainingPlan training =
        new TrainingReader(settings, defaults, problems).read(data.shape(), data.validated());
    return new JobSettings(
        data,
        start,
        training,
        execution,
        checkpoint,
        output,
        progress,
        SettingsText.render(settings, defaults));
  }

  /** See {@link ProgramSettings#of}. */
  static ProgramSettings program(
      List<ProgramSettings.Given> values, DataShape data, boolean validated) {
    Config given = ConfigFactory.empty();
    for (ProgramSettings.Given one : values) {
      given = given.withValue(one.setting().key(), one.setting().in(one.value(), one.origin()));
    }
    return program(given, Optional.of(data), validated, new Problems());
  }

  /** What is wrong with the value of a setting by itself, without what contradicts other settings. */
  static Optional<String> problem(String key, ConfigValue value) {
    Problems problems = new Problems();
    try {
      program(ConfigFactory.empty().withValue(key, value), Optional.empty(), true, problems);
      return Optional.empty();
    } catch (UserError e) {
      return problems.by(key);
    }
  }

  private static ProgramSettings program(
      Config given, Optional<DataShape> data, boolean validated, Problems problems) {
    Config defaults = Defaults.load();
    Config settings = given.withFallback(defaults);
    StartWeights start = start(section("initial-weights", settings, defaults, problems));
    CheckpointSettings checkpoint = checkpoint(section("checkpoint", settings, defaults, problems));
    ExecutionSettings execution =
        execution(section("execution", settings, defaults, problems), checkpoint.lineageDir());
    TrainingPlan training = new TrainingReader(settings, defaults, problems).read(data, validated);
    return new ProgramSettings(
        start, training, execution, checkpoint, SettingsText.render(settings, defaults));
  }

  private static Section section(
      String path, Config settings, Config defaults, Problems problems) {
    return Section.of(path, settings, defaults, problems);
  }

  private static StartWeights start(Section section) {
    Range scale = Range.atLeast(0);
    return new StartWeights(
        section.optionalText("file"),
        new InitialWeights(
            section.number("opening-scale", scale),
            section.number("residual-scale", scale),
            section.number("classification-scale", scale),
            section.choice("distribution", Choices.of(InitialWeights.Distribution.class)),
            section.wholeNumber("seed")));
  }

  private static ExecutionSettings execution(Section section, Optional<String> lineageDir) {
    return new ExecutionSettings(
        section.choice("kind", Choices.of(ExecutionSettings.Kind.class)),
        section.optionalText("master"),
        section.integer("intervals", Range.atLeast(0)),
        section.integer("example-blocks", Range.atLeast(1)),
        section.integer("columns", Range.atLeast(0)),
        section.integer("threads", Range.between(0, ExecutionSettings.MOST_THREADS)),
        section.bytesOrAuto("f-point-memory"),
        section.choice("blas", blasChoices()),
        section.flag("share-memory"),
        section.integer("checkpoint-interval", Range.atLeast(0)),
        lineageDir);
  }

  private static Map<String, Optional<BlasKind>> blasChoices() {
    Map<String, Optional<BlasKind>> choices = new LinkedHashMap<>();
    choices.put("auto", Optional.empty());
    Choices.of(BlasKind.class).forEach((name, kind) -> choices.put(name, Optional.of(kind)));
    return choices;
  }

  private static CheckpointSettings checkpoint(Section section) {
    return new CheckpointSettings(
        section.optionalText("dir"), section.integer("iterations", Range.atLeast(1)));
  }

  private static OutputSettings output(Section section) {
    String dir = section.text("dir");
    if (dir.isBlank()) {
      section.reject("dir", "must be a path or URI");
      dir = ".";
    }
    return new OutputSettings(
        dir,
        section.flag("overwrite"),
        section.number("work-unit-seconds", Range.atLeast(0)));
  }
}
