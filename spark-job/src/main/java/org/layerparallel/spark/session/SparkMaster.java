package org.layerparallel.spark.session;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the URL of Spark's master tells before there is a Spark.
 *
 * @param url such as {@code local[2]} or {@code spark://host:7077}
 */
public record SparkMaster(String url) {

  /** Such as {@code local}, {@code local[4]}, {@code local[*, 2]}; local-cluster starts processes of its own. */
  private static final Pattern LOCAL = Pattern.compile("local(?:\\[\\s*([0-9]+|\\*)\\s*(?:,.*)?])?");

  /** Whether tasks are threads of this process. */
  public boolean isLocal() {
    return LOCAL.matcher(url).matches();
  }

  /**
   * Most tasks that compute at a time, of which a local master has no more than there are cores;
   * {@code Integer.MAX_VALUE} of a cluster, which tells only when it runs.
   *
   * @param cores of this machine
   */
  public int mostSlots(int cores) {
    Matcher local = LOCAL.matcher(url);
    if (!local.matches()) {
      return Integer.MAX_VALUE;
    }
    String threads = local.group(1);
    if (threads == null) {
      return 1;
    }
    // A number of more digits than these is more than there are cores of any machine.
    boolean all = threads.equals("*") || threads.length() > 9;
    return all ? cores : Math.max(1, Math.min(cores, Integer.parseInt(threads)));
  }
}
