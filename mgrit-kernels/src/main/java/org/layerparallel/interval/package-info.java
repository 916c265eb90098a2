/**
 * The seam between the algorithm and its execution: contiguous layer intervals, and supersteps over all of them,
 *
 * <pre>
 *   (content_i, message_i) -&gt; (new content_i, result_i)
 * </pre>
 *
 * <p>by a pure function. The algorithm is written against {@link org.layerparallel.interval.Intervals} once; here is
 * its execution in this process.
 */
package org.layerparallel.interval;
