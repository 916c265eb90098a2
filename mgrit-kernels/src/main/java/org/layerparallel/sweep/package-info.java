/**
 * What happens in the layer intervals: each superstep of state, adjoint and gradient as a pure function of one interval
 * and of a message, and the finest levels of both solves, made of these supersteps. An interval holds its layers'
 * weights with what the optimizer remembers of them, and its C-points; F-points are recomputed where they are needed:
 *
 * <pre>
 *   Psi_j  = Phi_{n+c-1} o ... o Phi_n over coarse interval j, and its adjoint from right to left
 *   dJ/dtheta_n = h (sigma'(z_n) * lambda_{n+1}) (u_n, 1)^T + regularizers
 * </pre>
 *
 * <p>Cyr, Guenther and Schroder (2019).
 */
package org.layerparallel.sweep;
