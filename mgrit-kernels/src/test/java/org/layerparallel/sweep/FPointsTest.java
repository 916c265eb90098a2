package org.layerparallel.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Tanh;
import org.layerparallel.objective.Regularization;
import org.layerparallel.objective.Weighting;

/** Who may read what is kept at F-points; that it is right is shown where runs with and without it are compared. */
class FPointsTest {

  private static final Network NETWORK =
      new Network(1, 3, 2, 4, 1, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE);

  private static final Tiling TILING = new Tiling(7, 2, 5);

  @Test
  void areNotKeptUnlessThePlanSaysSo() {
    assertNull(FPoints.none().lease(plan(false)));
    assertEquals(2 * 8 * 4 * 3 * 7, FPoints.bytes(NETWORK, TILING));
  }

  @Test
  void belongToTheNewestWriter() {
    FPoints.Lease first = FPoints.none().lease(plan(true));
    assertFalse(first.hasSlopes() || first.hasProducts());
    first.wroteSlopes();
    double[][] arrays = first.states(0);
    FPoints old = first.release();

    FPoints.Lease second = old.withoutStates().lease(plan(true));
    assertFalse(second.hasSlopes(), "states have changed");
    assertSame(arrays, second.states(0), "the arrays must be shared");
    second.wroteSlopes();
    FPoints newest = second.release();

    FPoints.Lease again = old.lease(plan(true));
    assertFalse(again.hasSlopes(), "an older content must not take the values of a newer one");
    again.release();
    FPoints.Lease overwritten = newest.lease(plan(true));
    assertFalse(overwritten.hasSlopes(), "the older content's sweep had the arrays");
    overwritten.release();
  }

  @Test
  void stayWhileNothingChanges() {
    FPoints.Lease first = FPoints.none().lease(plan(true));
    first.wroteSlopes();
    FPoints.Lease second = first.release().withoutAdjoints().lease(plan(true));
    assertTrue(second.hasSlopes(), "slopes do not depend on adjoints");
    second.wroteProducts();
    FPoints.Lease third = second.release().withoutAdjoints().lease(plan(true));
    assertFalse(third.hasProducts() || third.hasSlopes(), "products do, and are in the slopes' place");
    third.release();
  }

  @Test
  void serveOneSweepAtATime() {
    FPoints none = FPoints.none();
    FPoints.Lease lease = none.lease(plan(true));
    assertNull(none.lease(plan(true)));
    lease.release();
    assertNotNull(none.lease(plan(true)));
  }

  @Test
  void doNotTravel() throws IOException, ClassNotFoundException {
    FPoints.Lease lease = FPoints.none().lease(plan(true));
    lease.wroteSlopes();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(lease.release());
    }
    assertTrue(bytes.size() < 200, bytes.size() + " bytes");
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      FPoints arrived = (FPoints) in.readObject();
      assertFalse(arrived.withoutAdjoints().lease(plan(true)).hasSlopes());
    }
  }

  private static IntervalPlan plan(boolean keeps) {
    Regularization none = new Regularization(0, 0, 0, Weighting.SUM);
    return new IntervalPlan(NETWORK, 0, TILING, none, 0, new int[] {0, 2, 4}, keeps);
  }
}
