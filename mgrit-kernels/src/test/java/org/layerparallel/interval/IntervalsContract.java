package org.layerparallel.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.layerparallel.interval.IntervalCut.Addressed;
import org.layerparallel.interval.IntervalStep.Advanced;
import org.layerparallel.interval.MailedStep.Mailed;
import org.layerparallel.linalg.Workers;

/** What every execution of {@link Intervals} keeps; each has a subclass. */
public abstract class IntervalsContract {

  /** The execution under test. */
  protected abstract IntervalsFactory factory();

  @Test
  void resultsAreInIntervalOrderAndContentsAreReplaced() {
    try (Intervals<String> intervals = factory().create(List.of("a", "b", "c", "d", "e"))) {
      assertEquals(5, intervals.count());
      assertEquals(
          List.of("a0", "b1", "c2", "d3", "e4"),
          intervals.advance((s, m, workers) -> new Advanced<>(s + s, s + m), List.of(0, 1, 2, 3, 4)));
      assertEquals(List.of("aa", "bb", "cc", "dd", "ee"), contents(intervals));
      assertEquals(2, intervals.supersteps());
    }
  }

  @Test
  void messagesAndResultsMayBeNull() {
    try (Intervals<String> intervals = factory().create(List.of("a", "b"))) {
      List<String> messages = new ArrayList<>();
      messages.add(null);
      messages.add("m");
      List<String> results = intervals.advance((s, m, workers) -> new Advanced<>(s + m, m), messages);
      assertEquals(messages, results);
      assertEquals(List.of("anull", "bm"), contents(intervals));
    }
  }

  @Test
  void visitsAnswerInIntervalOrderAndLeaveContents() {
    try (Intervals<String> intervals = factory().create(List.of("a", "b", "c"))) {
      assertEquals(List.of("a0", "b1", "c2"), intervals.visit((s, m) -> s + m, List.of(0, 1, 2)));
      assertEquals(List.of("a", "b", "c"), contents(intervals));
      assertEquals(2, intervals.supersteps());
      assertThrows(
          IllegalArgumentException.class, () -> intervals.visit((s, m) -> s, List.of(1, 2)));
    }
  }

  @Test
  void regroupOrdersPiecesBySourceThenAsListed() {
    try (Intervals<String> intervals = factory().create(List.of("abc", "def", "ghi"))) {
      intervals.regroup(
          4,
          (content, from) -> List.of(
              new Addressed<>(2, content.substring(2) + from),
              new Addressed<>(0, content.substring(0, 1) + from),
              new Addressed<>(2, content.substring(1, 2) + from)),
          List.of(0, 1, 2),
          (interval, pieces) -> interval + String.join("", pieces));
      assertEquals(4, intervals.count());
      assertEquals(1, intervals.supersteps());
      assertEquals(List.of("0a0d1g2", "1", "2c0b0f1e1i2h2", "3"), contents(intervals));
    }
  }

  @Test
  void regroupToFewer() {
    try (Intervals<String> intervals = factory().create(List.of("a", "b", "c"))) {
      intervals.regroup(
          1,
          (content, none) -> List.of(new Addressed<>(0, content)),
          Walk.nothing(3),
          (interval, pieces) -> String.join("", pieces));
      assertEquals(List.of("abc"), contents(intervals));
    }
  }

  @Test
  void refusesAWrongNumberOfMessages() {
    try (Intervals<String> intervals = factory().create(List.of("a", "b", "c"))) {
      IllegalArgumentException refused = assertThrows(
          IllegalArgumentException.class,
          () -> intervals.advance((s, m, workers) -> new Advanced<>(s, m), List.of(1, 2)));
      assertEquals("2 messages for 3 intervals, must be one for each", refused.getMessage());
      assertThrows(
          IllegalArgumentException.class,
          () -> intervals.regroup(1, (s, m) -> List.<Addressed<String>>of(), List.of(1), (i, p) -> ""));
      assertEquals(0, intervals.supersteps());
    }
  }

  @Test
  void refusesNoContentsNoIntervalsAndPiecesToNowhere() {
    assertThrows(IllegalArgumentException.class, () -> factory().create(List.<String>of()));
    try (Intervals<String> intervals = factory().create(List.of("a", "b"))) {
      IllegalArgumentException none = assertThrows(
          IllegalArgumentException.class,
          () -> intervals.regroup(0, (s, m) -> List.<Addressed<String>>of(), Walk.nothing(2), (i, p) -> ""));
      assertEquals("newCount=0, must be >= 1", none.getMessage());
      IllegalArgumentException nowhere = assertThrows(
          IllegalArgumentException.class,
          () -> intervals.regroup(2, (s, m) -> List.of(new Addressed<>(2, s)), Walk.nothing(2), (i, p) -> ""));
      assertEquals("a piece is addressed to interval 2, must be in 0 .. 1", nowhere.getMessage());
      assertEquals(List.of("a", "b"), contents(intervals));
    }
  }

  @Test
  void anExceptionOfAStepArrivesAsItWasAndContentsStay() {
    try (Intervals<String> intervals = factory().create(List.of("a", "b", "c"))) {
      ArithmeticException thrown = assertThrows(
          ArithmeticException.class,
          () -> intervals.advance((s, m, workers) -> new Advanced<>(s + s, failAtOne(m)), List.of(0, 1, 2)));
      assertEquals("interval 1 diverged", thrown.getMessage());
      assertEquals(0, intervals.supersteps());
      assertEquals(List.of("a", "b", "c"), contents(intervals));
    }
  }

  /** Each interval writes to the columns, these answer; order is the senders', and letters are read once. */
  @Test
  void lettersPassBothWays() {
    try (Intervals<String> intervals = factory().create(List.of("a", "b", "c"))) {
      Correspondence<String, String> mail = intervals.correspondWith(List.of("X", "Y"));
      assertEquals(List.of("a[]0", "b[]1", "c[]2"), mail.intervals(writing(2), List.of(0, 1, 2)));
      // Between, a superstep that neither reads nor writes.
      assertEquals(List.of("a", "b", "c"), contents(intervals));
      assertEquals(List.of("X[a[]0>0, b[]1>0, c[]2>0]0", "Y[a[]0>1, b[]1>1, c[]2>1]1"), mail.columns(writing(3), List.of(0, 1)));
      assertEquals(List.of("X[]2", "Y[]3"), mail.columns(reading(), List.of(2, 3)));
      assertEquals(List.of("a[]4", "b[]5", "c[]6"), mail.intervals(reading(), List.of(4, 5, 6)));
      assertEquals(5, intervals.supersteps());
    }
  }

  /** What was written last is what is read, and a failure leaves it unread. */
  @Test
  void lettersAreReplacedByLaterOnes() {
    try (Intervals<String> intervals = factory().create(List.of("a", "b"))) {
      Correspondence<String, String> mail = intervals.correspondWith(List.of("X"));
      mail.columns(writing(2), List.of(0));
      mail.columns(writing(2), List.of(1));
      assertThrows(
          ArithmeticException.class,
          () -> mail.intervals(
              (String s, List<String> arrived, Integer m, Workers workers) ->
                  new Mailed<String, Integer, String>(s, failAtOne(m), List.of()),
              List.of(0, 1)));
      assertEquals(List.of("a[X[]1>0]0", "b[X[]1>1]0"), mail.intervals(reading(), List.of(0, 0)));
    }
  }

  @Test
  void aCorrespondenceEndsWhenIntervalsAreCutAnew() {
    try (Intervals<String> intervals = factory().create(List.of("a", "b"))) {
      assertThrows(IllegalArgumentException.class, () -> intervals.correspondWith(List.<String>of()));
      Correspondence<String, String> before = intervals.correspondWith(List.of("X"));
      before.intervals(writing(1), List.of(0, 1));
      intervals.regroup(
          3,
          (content, none) -> List.of(new Addressed<>(2, content)),
          Walk.nothing(2),
          (interval, pieces) -> interval + String.join("", pieces));
      assertThrows(IllegalStateException.class, () -> before.columns(reading(), List.of(0)));
      Correspondence<String, String> after = intervals.correspondWith(List.of("Y"));
      assertEquals(List.of("Y[]0"), after.columns(writing(3), List.of(0)));
      assertEquals(
          List.of("0[Y[]0>0]1", "1[Y[]0>1]1", "2ab[Y[]0>2]1"), after.intervals(reading(), List.of(1, 1, 1)));
    }
  }

  /** Answers what there is, and writes that to each of the other side. */
  private static MailedStep<String, String, Integer, String, String> writing(int readers) {
    return (content, arrived, message, workers) -> {
      String seen = content + arrived + message;
      List<Addressed<String>> letters = new ArrayList<>();
      for (int reader = 0; reader < readers; reader++) {
        letters.add(new Addressed<>(reader, seen + ">" + reader));
      }
      return new Mailed<>(content, seen, letters);
    };
  }

  private static MailedStep<String, String, Integer, String, String> reading() {
    return (content, arrived, message, workers) -> new Mailed<>(content, content + arrived + message, List.of());
  }

  @Test
  void closedIntervalsDoNothing() {
    Intervals<String> intervals = factory().create(List.of("a"));
    intervals.close();
    intervals.close();
    assertThrows(IllegalStateException.class, () -> contents(intervals));
  }

  /** What each interval holds. */
  protected static List<String> contents(Intervals<String> intervals) {
    return intervals.advance((content, none, workers) -> new Advanced<>(content, content), Walk.nothing(intervals.count()));
  }

  private static int failAtOne(int message) {
    if (message == 1) {
      throw new ArithmeticException("interval 1 diverged");
    }
    return message;
  }
}
