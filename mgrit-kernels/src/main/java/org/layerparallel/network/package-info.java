/**
 * The network: explicit Euler for {@code du/dt = sigma(K(t) u + b(t))} on [0, T], between an opening and a
 * classification layer,
 *
 * <pre>
 *   u_0     = sigma(K_o y + b_o), or y followed by zeros
 *   u_{n+1} = u_n + h sigma(K_n u_n + b_n),   n = 0..N-1,   h = T/N
 *   softmax(K_c u_N + b_c), cross-entropy
 * </pre>
 *
 * <p>each layer with its adjoint, {@code lambda_n = lambda_{n+1} + h K_n^T (sigma'(K_n u_n + b_n) * lambda_{n+1})}, and
 * the derivative by its weights. Cyr, Guenther and Schroder (2019), equations (1) to (3).
 */
package org.layerparallel.network;
