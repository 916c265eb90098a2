package org.layerparallel.spark.config;

import java.util.List;

/**
 * The settings of a training that a program starts on data of its own, checked: those of a {@link JobSettings} that do
 * not speak of files.
 *
 * @param start the weights training starts from
 * @param training what decides, with data and start, which weights it ends with
 * @param execution where the finest grid is computed; its master is of no meaning
 * @param checkpoint whether and how often the training is saved
 * @param resolved all settings as HOCON text
 */
public record ProgramSettings(
    StartWeights start,
    TrainingPlan training,
    ExecutionSettings execution,
    CheckpointSettings checkpoint,
    String resolved) {

  /**
   * A value that a program gives a setting.
   *
   * @param setting which
   * @param value of the setting's type
   * @param origin what the program calls it, for messages
   */
  public record Given(Setting setting, Object value, String origin) {}

  /**
   * Reads settings.
   *
   * @param values of some settings; others have their defaults
   * @param data features and classes of the data
   * @param validated whether there are validation examples
   * @throws org.layerparallel.spark.error.UserError with a line for everything that is wrong
   */
  public static ProgramSettings of(List<Given> values, DataShape data, boolean validated) {
    return SettingsReader.program(values, data, validated);
  }
}
