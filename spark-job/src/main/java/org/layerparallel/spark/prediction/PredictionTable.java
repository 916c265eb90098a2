package org.layerparallel.spark.prediction;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.layerparallel.network.Softmax;
import org.layerparallel.spark.error.UserError;

/** The predictions as a table: columns that are handed on, predicted class, probability of each class. */
final class PredictionTable {

  private static final String CLASS = "prediction";
  private static final String PROBABILITY = "probability_";

  private PredictionTable() {}

  /**
   * The table's columns.
   *
   * @param kept those handed on
   * @throws UserError if one of these has the name of another column
   */
  static StructType schema(StructType kept, int classes) {
    StructType schema = new StructType(nullable(kept)).add(CLASS, DataTypes.IntegerType, false);
    for (int c = 0; c < classes; c++) {
      schema = schema.add(PROBABILITY + c, DataTypes.DoubleType, false);
    }
    List<String> names = List.of(schema.fieldNames());
    for (String name : kept.fieldNames()) {
      if (names.indexOf(name) != names.lastIndexOf(name)) {
        throw new UserError("column '" + name + "' cannot be kept: the predictions have one of this name, once");
      }
    }
    return schema;
  }

  /**
   * The table's rows, in the order of the examples.
   *
   * @param count of the examples, added to
   */
  static JavaRDD<Row> rows(ScoredRows examples, LongAccumulator count) {
    return examples.map((blocks, classes) -> new Rows(blocks, classes, count));
  }

  /** A row for each example. */
  private static final class Rows implements Iterator<Row> {

    private final Iterator<ScoredBlock> blocks;
    private final int classes;
    private final LongAccumulator count;
    private ScoredBlock scored;
    private int next;

    Rows(Iterator<ScoredBlock> blocks, int classes, LongAccumulator count) {
      this.blocks = blocks;
      this.classes = classes;
      this.count = count;
    }

    @Override
    public boolean hasNext() {
      return scored != null && next < scored.block().kept().size() || blocks.hasNext();
    }

    @Override
    public Row next() {
      if (scored == null || next == scored.block().kept().size()) {
        scored = blocks.next();
        next = 0;
        count.add(scored.block().kept().size());
      }
      Row row = row(scored.block().kept().get(next), scored.scores(), next * classes);
      next++;
      return row;
    }

    private Row row(Object[] kept, double[] scores, int at) {
      Object[] values = Arrays.copyOf(kept, kept.length + 1 + classes, Object[].class);
      values[kept.length] = Softmax.largest(scores, at, 1, classes);
      Softmax.probabilities(scores, at, 1, classes);
      for (int c = 0; c < classes; c++) {
        values[kept.length + 1 + c] = scores[at + c];
      }
      return RowFactory.create(values);
    }
  }

  private static StructField[] nullable(StructType kept) {
    return IntStream.range(0, kept.size())
        .mapToObj(i -> kept.fields()[i])
        .map(field -> DataTypes.createStructField(field.name(), field.dataType(), true))
        .toArray(StructField[]::new);
  }
}
