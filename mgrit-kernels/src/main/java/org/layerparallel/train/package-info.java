/**
 * Training: on each level one-shot optimization,
 *
 * <pre>
 *   some state cycles, some adjoint cycles, theta := theta - a H g, and again,
 * </pre>
 *
 * <p>and from level to level nested iteration, which interpolates theta(t) of a trained network to a deeper one. Says
 * what it does to a {@link org.layerparallel.train.TrainingListener}; writes nothing itself. Cyr, Guenther and Schroder
 * (2019).
 */
package org.layerparallel.train;
