package org.layerparallel.spark.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.FileSplit;
import org.apache.hadoop.mapred.InputSplit;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.LineRecordReader;
import org.apache.hadoop.mapred.RecordReader;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapred.TextInputFormat;

/**
 * Lines of text files, none of them longer than memory takes easily: what has no line breaks is no text, or is
 * compressed to do harm. Hadoop passes over lines above its limit without a word; here they are an error.
 */
public final class BoundedLines extends TextInputFormat {

  /** Bytes of a line, at most. */
  static final int LONGEST = 1 << 26;

  /** For Hadoop, which makes it. */
  public BoundedLines() {}

  @Override
  public RecordReader<LongWritable, Text> getRecordReader(InputSplit split, JobConf job, Reporter reporter)
      throws IOException {
    JobConf bounded = new JobConf(job);
    bounded.setInt(org.apache.hadoop.mapreduce.lib.input.LineRecordReader.MAX_LINE_LENGTH, LONGEST);
    String delimiter = job.get("textinputformat.record.delimiter");
    byte[] bytes = delimiter == null ? null : delimiter.getBytes(StandardCharsets.UTF_8);
    return new Reader(bounded, (FileSplit) split, bytes);
  }

  /** A line above the limit. */
  static final class TooLong extends IOException {

    private static final long serialVersionUID = 1;

    TooLong() {
      super("longer than " + (LONGEST >> 20) + " MiB, must be an example; is the file text?");
    }
  }

  private static final class Reader extends LineRecordReader {

    Reader(JobConf job, FileSplit split, byte[] delimiter) throws IOException {
      super(job, split, delimiter);
    }

    @Override
    public synchronized boolean next(LongWritable key, Text line) throws IOException {
      long expected = getPos();
      boolean found = super.next(key, line);
      if ((found ? key.get() : getPos()) != expected) {
        throw new TooLong();
      }
      return found;
    }
  }
}
