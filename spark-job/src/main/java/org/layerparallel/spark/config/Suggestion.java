package org.layerparallel.spark.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known key a misspelt one may stand for. */
final class Suggestion {

  /** No key is nearly as long; the distance takes time and memory by its length. */
  private static final int LONGEST = 100;

  private Suggestion() {}

  /** The key of {@code known} nearest to {@code key}, if one is near: misspelt, or right but in the wrong section. */
  static Optional<String> nearest(String key, Collection<String> known) {
    if (key.length() > LONGEST) {
      return Optional.empty();
    }
    int most = Math.max(1, lastSegment(key).length() / 3);
    return nearest(key, known, false, most)
        .or(() -> nearest(lastSegment(key), known, true, Math.min(most, 2)));
  }

  private static Optional<String> nearest(
      String key, Collection<String> known, boolean lastSegmentOnly, int most) {
    Comparator<String> byDistance =
        Comparator.comparingInt(
            candidate -> distance(key, lastSegmentOnly ? lastSegment(candidate) : candidate));
    return known.stream()
        .min(byDistance)
        .filter(best -> distance(key, lastSegmentOnly ? lastSegment(best) : best) <= most);
  }

  private static String lastSegment(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /**
   * Least number of characters inserted, deleted, replaced or swapped with their neighbour that turns a into b (optimal
   * string alignment).
   */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
