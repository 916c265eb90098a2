/**
 * Multigrid reduction in time: solves {@code u_{n+1} = Phi_n(u_n)} for all n at once, by relaxation between C-points
 * and by correction of these from coarser levels, in the full approximation scheme. What is solved, state or adjoint,
 * and where its finest level lives is behind two interfaces, {@link org.layerparallel.mgrit.FinestLevel} and
 * {@link org.layerparallel.mgrit.CoarsePropagator}. On a coarse level
 *
 * <pre>
 *   u_j = p_j + (Phi(u_{j-1}) - Phi(v_{j-1}))
 * </pre>
 *
 * <p>with p_j what the finer level propagates to point j and v its values when it was restricted, so that the serial
 * solution is a fixed point to the last bit; and as every cycle makes one more C-point exact, and one more for each
 * CF-relaxation, it is reached after finitely many. Falgout et al., SIAM J. Sci. Comput. 36 (2014).
 */
package org.layerparallel.mgrit;
