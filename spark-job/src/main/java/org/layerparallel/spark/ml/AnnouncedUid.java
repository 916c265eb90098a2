package org.layerparallel.spark.ml;

/**
 * The uid of a stage that is being constructed. The constructors of spark.ml ask for it, to make the stage's
 * parameters, before Java lets a subclass set a field. So it is announced among the arguments of the constructor,
 * which are evaluated before.
 */
final class AnnouncedUid {

  private static final ThreadLocal<String> ANNOUNCED = new ThreadLocal<>();

  private final String uid;

  private AnnouncedUid(String uid) {
    this.uid = uid;
  }

  /** Announces a uid to the constructor that this thread is about to run. */
  static AnnouncedUid of(String uid) {
    ANNOUNCED.set(uid);
    return new AnnouncedUid(uid);
  }

  /** {@code set}, or the announced uid as long as a constructor has not set it. */
  static String orAnnounced(String set) {
    return set != null ? set : ANNOUNCED.get();
  }

  /** The uid, whose time of need is over. */
  String take() {
    ANNOUNCED.remove();
    return uid;
  }
}
