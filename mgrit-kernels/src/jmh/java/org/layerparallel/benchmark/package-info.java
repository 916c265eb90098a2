/**
 * Benchmarks of the kernels, by JMH, and the table made of them. Compiled in the Maven profile {@code benchmarks}
 * alone; docs/benchmarks/README.md says how to read them.
 */
package org.layerparallel.benchmark;
