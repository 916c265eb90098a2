package org.layerparallel.optim;

import java.util.ArrayList;
import java.util.List;
import org.layerparallel.Numbers;

/** L-BFGS by the two-loop recursion on explicit vectors: Nocedal and Wright, Numerical Optimization, algorithm 7.4. */
public final class TextbookLbfgs {

  private final int memory;
  private final boolean safeguard;
  private final List<double[]> steps = new ArrayList<>();
  private final List<double[]> changes = new ArrayList<>();

  public TextbookLbfgs(Lbfgs settings) {
    memory = settings.memory();
    safeguard = settings.curvatureSafeguard();
  }

  public void add(double[] step, double[] change) {
    double sy = Numbers.dot(step, change);
    if (memory == 0 || safeguard && sy <= 1e-10 * Numbers.norm(step) * Numbers.norm(change)) {
      return;
    }
    steps.add(step);
    changes.add(change);
    if (steps.size() > memory) {
      steps.remove(0);
      changes.remove(0);
    }
  }

  public void forget() {
    steps.clear();
    changes.clear();
  }

  public int pairs() {
    return steps.size();
  }

  public double[] direction(double[] gradient) {
    double[] q = gradient;
    double[] alpha = new double[steps.size()];
    for (int i = steps.size() - 1; i >= 0; i--) {
      alpha[i] = Numbers.dot(steps.get(i), q) / Numbers.dot(steps.get(i), changes.get(i));
      q = Numbers.plus(q, -alpha[i], changes.get(i));
    }
    if (!steps.isEmpty()) {
      double[] s = steps.get(steps.size() - 1);
      double[] y = changes.get(changes.size() - 1);
      q = Numbers.plus(q, Numbers.dot(s, y) / Numbers.dot(y, y) - 1, q);
    }
    for (int i = 0; i < steps.size(); i++) {
      double beta = Numbers.dot(changes.get(i), q) / Numbers.dot(steps.get(i), changes.get(i));
      q = Numbers.plus(q, alpha[i] - beta, steps.get(i));
    }
    return q;
  }
}
