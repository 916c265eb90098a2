/**
 * The objective but for its loss: the regularizers,
 *
 * <pre>
 *   gamma_tik/2 (|theta_o|^2 + sum_n w |theta_n|^2)
 *     + gamma_ddt/2 sum_n w |(theta_{n+1} - theta_n)/h|^2 + gamma_class/2 |theta_c|^2
 * </pre>
 *
 * <p>with w = h for the integral over [0, T], or 1. Cyr, Guenther and Schroder (2019), equation (4).
 */
package org.layerparallel.objective;
