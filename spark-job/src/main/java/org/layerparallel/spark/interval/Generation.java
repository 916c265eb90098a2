package org.layerparallel.spark.interval;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.Dependency;
import org.apache.spark.OneToOneDependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.layerparallel.interval.MailedStep;
import org.layerparallel.linalg.Blas;
import org.layerparallel.linalg.BlasKind;
import org.layerparallel.linalg.Workers;
import scala.collection.Iterator;
import scala.collection.immutable.$colon$colon;
import scala.collection.immutable.List$;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * What a superstep makes of one side's parties, of the intervals or of the columns that correspond with them: one element a
 * partition. A class of its own rather than a mapped RDD, since
 * Spark's mapping methods serialize each function once more to check it, which a driver that runs a thousand short jobs
 * feels, and since a mapped RDD holds on to its function, and so to its broadcast variables, after a checkpoint.
 *
 * @param <S> content of a party
 * @param <A> letter that arrives
 * @param <M> message to it
 * @param <R> result from it
 */
final class Generation<
        S extends Serializable, A extends Serializable, M extends Serializable, R extends Serializable>
    extends RDD<Held<S>> {

  private static final long serialVersionUID = 1;

  /** What the driver computes with: another one would round otherwise, and weights depend on where they are computed. */
  private final BlasKind blas;

  private MailedStep<S, A, M, R, ?> step;
  private Posted<M> posted;

  /** What arrives; null for nothing. */
  private RDD<List<A>> letters;

  /**
   * @param letters what arrives at each party, one element a partition; null for nothing
   */
  Generation(RDD<Held<S>> before, RDD<List<A>> letters, MailedStep<S, A, M, R, ?> step, Posted<M> posted) {
    super(before.context(), parents(before, letters), heldTag());
    this.blas = Blas.inUse().kind();
    this.letters = letters;
    this.step = step;
    this.posted = posted;
  }

  /** Parties stay where they are cached, so that comes first. */
  private static scala.collection.immutable.List<Dependency<?>> parents(RDD<?> before, RDD<?> letters) {
    scala.collection.immutable.List<Dependency<?>> none = List$.MODULE$.empty();
    scala.collection.immutable.List<Dependency<?>> mail =
        letters == null ? none : new $colon$colon<>(new OneToOneDependency<>(letters), none);
    return new $colon$colon<>(new OneToOneDependency<>(before), mail);
  }

  @Override
  public Partition[] getPartitions() {
    return before().partitions();
  }

  @Override
  public Iterator<Held<S>> compute(Partition party, TaskContext task) {
    return One.partition(make(party, task));
  }

  /** One party's new content, letters and result, made anew whether or not they are cached. */
  Held<S> make(Partition party, TaskContext task) {
    S content = One.in(before().iterator(party, task)).content();
    ExecutorBlas.require(blas);
    int number = party.index();
    List<A> arrived =
        letters == null ? List.of() : One.in(letters.iterator(letters.partitions()[number], task));
    return Held.stepped(step.apply(content, arrived, posted.at(number), Workers.caller()));
  }

  /** Called by Spark once a checkpoint stands in for the lineage. */
  @Override
  public void clearDependencies() {
    super.clearDependencies();
    step = null;
    posted = null;
    letters = null;
  }

  private RDD<Held<S>> before() {
    return firstParent(heldTag());
  }

  private static <T extends Serializable> ClassTag<Held<T>> heldTag() {
    return ClassTag$.MODULE$.apply(Held.class);
  }
}
