package org.layerparallel.spark.checkpoint;

import java.io.Serializable;

/**
 * A file of the weight blocks of consecutive layers.
 *
 * @param first layer
 * @param end layer after the last
 */
record LayersFile(int first, int end) implements Serializable {

  String name() {
    return "layers-" + first + "-" + end + ".safetensors";
  }

  int layers() {
    return end - first;
  }
}
