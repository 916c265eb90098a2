package org.layerparallel.spark.prediction;

import java.util.Optional;
import org.layerparallel.spark.data.ExampleRows;
import org.layerparallel.spark.data.ExampleSource;
import org.layerparallel.spark.data.FileLayout;
import org.layerparallel.spark.data.Standardization;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.job.Execution;
import org.layerparallel.spark.job.Models;
import org.layerparallel.spark.model.Model;

/**
 * What is predicted, and by whom.
 *
 * @param model path of the model, see {@link Models}
 * @param examples path of the files with the examples
 * @param layout format and columns of these
 * @param standardization path of the file with mean and factor of each feature, if they are to be standardized
 */
public record Input(String model, String examples, FileLayout layout, Optional<String> standardization) {

  /**
   * The examples with their scores.
   *
   * @param labelled whether they need labels
   * @throws UserError if model, examples or standardization cannot be read, or do not fit each other
   */
  ScoredRows open(boolean labelled, Execution execution) {
    Model read = Models.read(model, execution);
    int features = read.network().features();
    Optional<Standardization> standard =
        standardization.map(file -> standardization(file, features, execution));
    ExampleSource source =
        new ExampleSource(examples, "", features, read.network().classes(), layout, Optional.of(model));
    ExampleRows rows = ExampleRows.open(execution.context(), source, labelled);
    return new ScoredRows(examples, rows, new Scorer(execution.context(), read, standard), execution);
  }

  /** That there are no examples. */
  UserError empty() {
    return new UserError(examples + ": holds no examples");
  }

  private Standardization standardization(String file, int features, Execution execution) {
    Standardization read = Standardization.read(execution.hadoop(), file);
    if (read.mean().length != features) {
      throw new UserError(
          file + ": is of " + read.mean().length + " features, must be of the " + features + " that " + model
              + " takes");
    }
    return read;
  }
}
