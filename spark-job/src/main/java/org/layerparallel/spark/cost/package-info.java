/**
 * What an iteration costs where: its work, counted from the settings; the times of its pieces, measured; and the seconds
 * it takes by both, in process and on a Spark of so many slots. What counts and what measures know nothing of each other,
 * so a plan for another machine or cluster takes its times. docs/design.md, "Choosing where to compute".
 */
package org.layerparallel.spark.cost;
