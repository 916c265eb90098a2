package org.layerparallel.spark.prediction;

import java.util.Optional;
import org.layerparallel.spark.data.ExampleRows;
import org.layerparallel.spark.data.ExampleSource;
import org.layerparallel.spark.data.FileLayout;
import org.layerparallel.spark.data.Standardization;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.interval.StepFailure;
import org.layerparallel.spark.job.Execution;
import org.layerparallel.spark.model.Model;
import org.layerparallel.spark.model.ModelFile;

/**
 * What is predicted, and by whom.
 *
 * @param model path of the model file
 * @param examples path of the files with the examples
 * @param layout format and columns of these
 * @param standardization path of the file with mean and factor of each feature, if they are to be standardized
 */
public record Input(String model, String examples, FileLayout layout, Optional<String> standardization) {

  /**
   * The model.
   *
   * @throws UserError if it cannot be read
   */
  Model read(Execution execution) {
    return ModelFile.read(execution.hadoop(), model);
  }

  /**
   * The model for tasks.
   *
   * @throws UserError if the standardization cannot be read, or is not of so many features
   */
  Scorer scorer(Model read, Execution execution) {
    int features = read.network().features();
    Optional<Standardization> standard =
        standardization.map(file -> Standardization.read(execution.hadoop(), file));
    standard
        .filter(found -> found.mean().length != features)
        .ifPresent(
            found -> {
              throw new UserError(
                  standardization.get() + ": is of " + found.mean().length + " features, must be of the " + features
                      + " that " + model + " takes");
            });
    return new Scorer(execution.context(), read, standard);
  }

  /**
   * The examples for tasks.
   *
   * @param labelled whether they need labels
   * @throws UserError if they cannot be read, or are not such as the model takes
   */
  ExampleRows rows(Model read, boolean labelled, Execution execution) {
    ExampleSource source =
        new ExampleSource(
            examples, "", read.network().features(), read.network().classes(), layout, Optional.of(model));
    return ExampleRows.open(execution.context(), source, labelled);
  }

  /** That there are no examples. */
  UserError empty() {
    return new UserError(examples + ": holds no examples");
  }

  /** What to tell of a job on {@code rows} that failed. */
  RuntimeException explained(ExampleRows rows, Exception failure, String doing) {
    Exception known = rows.explained(failure);
    for (Throwable cause = failure; cause != null && known == failure; cause = cause.getCause()) {
      known = cause instanceof NoScores ? new UserError(examples + ": " + cause.getMessage(), failure) : known;
    }
    return StepFailure.of(known, doing);
  }
}
