package org.layerparallel.train;

/** Serial propagation in place of cycles: nothing is more accurate, and nothing measured. */
final class ExactSolves implements Solves {

  private final LevelSolver solver;
  private Evaluation present;

  ExactSolves(LevelSolver solver) {
    this.solver = solver;
  }

  @Override
  public Evaluation present() {
    return present;
  }

  @Override
  public void restore(Evaluation evaluation) {
    present = evaluation;
  }

  @Override
  public void solveState() {
    solver.propagateState();
    present = solver.evaluate();
  }

  @Override
  public void solveStateWell() {
    solveState();
  }

  @Override
  public void solveStateAccurately() {
    solveState();
  }

  @Override
  public void solveAdjoint() {
    solver.propagateAdjoint();
  }

  @Override
  public void solveAdjointAccurately() {
    solveAdjoint();
  }

  @Override
  public double stateResidual() {
    return Double.NaN;
  }

  @Override
  public double adjointResidual() {
    return Double.NaN;
  }

  @Override
  public int stateCycles() {
    return 0;
  }

  @Override
  public int adjointCycles() {
    return 0;
  }

  @Override
  public void resetCounts() {}
}
