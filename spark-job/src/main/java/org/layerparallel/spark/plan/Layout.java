package org.layerparallel.spark.plan;

/**
 * How an iteration is cut into tasks.
 *
 * @param form who does what is above the cells
 * @param intervals layer intervals P, at least 1
 * @param blocks example blocks B, at least 1
 * @param columns tasks that do what is above the cells, at least 1 with {@link Form#COLUMNS}, otherwise 0
 */
public record Layout(Form form, int intervals, int blocks, int columns) {

  /** Who solves the coarse levels and computes both ends of the network. */
  public enum Form {
    /** The driver, which all C-points pass. */
    DRIVER,
    /** Tasks, each for examples of its own. */
    COLUMNS,
    /** Each cell, which has the whole network: there are no coarse levels. */
    WHOLE_NETWORK
  }

  public Layout {
    require("intervals", intervals, 1);
    require("blocks", blocks, 1);
    require("columns", columns, form == Form.COLUMNS ? 1 : 0);
    if (form != Form.COLUMNS && columns > 0) {
      throw new IllegalArgumentException("columns=" + columns + ", must be 0 with " + form);
    }
    if (form == Form.WHOLE_NETWORK && intervals > 1) {
      throw new IllegalArgumentException("intervals=" + intervals + ", must be 1 with " + form);
    }
    if (form == Form.COLUMNS && blocks > 1 && columns != blocks) {
      throw new IllegalArgumentException("columns=" + columns + ", must be blocks=" + blocks);
    }
  }

  /** Coarse levels on the driver. */
  public static Layout driver(int intervals, int blocks) {
    return new Layout(Form.DRIVER, intervals, blocks, 0);
  }

  /** Coarse levels in tasks; with several example blocks there is one for each. */
  public static Layout columns(int intervals, int blocks, int columns) {
    return new Layout(Form.COLUMNS, intervals, blocks, columns);
  }

  /** Data-parallel. */
  public static Layout wholeNetwork(int blocks) {
    return new Layout(Form.WHOLE_NETWORK, 1, blocks, 0);
  }

  /** Partitions. */
  public int cells() {
    return Math.multiplyExact(intervals, blocks);
  }

  private static void require(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + "=" + value + ", must be >= " + least);
    }
  }
}
