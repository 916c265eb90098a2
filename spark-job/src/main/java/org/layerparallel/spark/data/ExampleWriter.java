package org.layerparallel.spark.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.network.Examples;
import org.layerparallel.spark.io.AtomicFiles;

/** Writes labelled examples as {@link ExampleFiles} reads them. */
public final class ExampleWriter {

  private ExampleWriter() {}

  /**
   * Writes one example a line, features and then the class counted from 0, separated by commas. Every feature has the
   * digits that give back the same bits.
   *
   * @param path of the file to write or replace, on any Hadoop file system
   * @throws org.layerparallel.spark.error.UserError if it cannot be written
   */
  public static void write(Configuration hadoop, String path, Examples examples) {
    AtomicFiles.write(hadoop, path, out -> {
      Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      write(writer, examples);
      writer.flush();
    });
  }

  private static void write(Writer writer, Examples examples) throws IOException {
    int width = examples.featureCount();
    for (int example = 0; example < examples.count(); example++) {
      for (int i = 0; i < width; i++) {
        writer.write(Double.toString(examples.features()[example * width + i]));
        writer.write(',');
      }
      writer.write(Integer.toString(examples.labels()[example]));
      writer.write('\n');
    }
  }
}
