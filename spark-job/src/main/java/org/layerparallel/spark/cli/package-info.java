/**
 * The command line. Exit codes: 0 success, 1 failure of the program or its surroundings, 2 bad input, 3 a training that
 * ended in a failure of the numbers.
 */
package org.layerparallel.spark.cli;
