# What train-standalone.sh and train-yarn.sh have in common. To be sourced by bash scripts that have set scripts and
# project, have sourced build.sh, and have a function fail that ends them with a message.
#
# require_application sets application, the jar to submit; require_spark sets spark_submit; common_settings sets
# settings, options of spark-submit; read_config sets config, the settings file, and training, the other arguments.

# The part of a script's --help on the variables that all have.
common_variables() {
  cat <<'END'
  LAYER_PARALLEL_EXECUTOR_CORES   cores of an executor, each of which computes a layer interval (4)
  LAYER_PARALLEL_EXECUTOR_MEMORY  heap of an executor (4g)
  LAYER_PARALLEL_DRIVER_MEMORY    heap of the driver, which holds the data and the coarse grids (4g)
  LAYER_PARALLEL_JAVA_OPTS        options for the JVMs of driver and executors, besides a heap's size
  LAYER_PARALLEL_EVENT_LOG        a directory, local or a URI, that takes Spark's event log, for its pages (none)
  LAYER_PARALLEL_SPARK_OPTIONS    options of spark-submit, separated by blanks, over all that the script sets
  LAYER_PARALLEL_JAR              the application's jar (the one in spark-job/target, built if need be)
  SPARK_HOME                      a Spark distribution (that of the spark-submit on the path; without one, the Spark
                                  that the build resolved)
  OPENBLAS_CORETYPE               which kernels OpenBLAS uses, where it is set: executors on processors of several kinds
                                  give the same bits only if it is
END
}

require_application() {
  application=${LAYER_PARALLEL_JAR:-}
  if [[ -n $application ]]; then
    [[ -f $application ]] || fail "LAYER_PARALLEL_JAR=$application is no file"
  else
    require_build
    application=$application_jar
  fi
}

require_spark() {
  if [[ -n ${SPARK_HOME:-} ]]; then
    spark_submit=$SPARK_HOME/bin/spark-submit
    [[ -x $spark_submit ]] || fail "SPARK_HOME=$SPARK_HOME has no bin/spark-submit"
  elif spark_submit=$(command -v spark-submit); then
    :
  else
    require_build
    make_spark_home
    spark_submit=$scripts/spark-submit.sh
  fi
}

# A directory like that of a distribution, with links to the jars in the local Maven repository.
make_spark_home() {
  SPARK_HOME=$project/spark-job/target/spark
  export SPARK_HOME
  if [[ -d $SPARK_HOME/jars && $SPARK_HOME -nt $spark_class_path_file ]]; then
    return
  fi
  local new jars
  # Maven ends the line with no line break, which read takes for a failure.
  IFS=: read -r -a jars < "$spark_class_path_file" || [[ ${#jars[@]} -gt 0 ]]
  new=$(mktemp -d "$project/spark-job/target/spark.XXXXXX")
  mkdir "$new/jars"
  # A build for a Spark whose part for YARN is not to be had has no such directory.
  if [[ -d $project/spark-job/target/spark-yarn ]]; then
    jars+=("$project"/spark-job/target/spark-yarn/*.jar)
  fi
  ln -s "${jars[@]}" "$new/jars/"
  rm -rf "$SPARK_HOME"
  mv "$new" "$SPARK_HOME"
}

common_settings() {
  local java_options=${LAYER_PARALLEL_JAVA_OPTS:-} name
  # Pauses do not matter to a batch job, and this collector takes less of the processors than the default one. The
  # --add-opens that Java 17 wants Spark adds itself, on driver, executors and YARN's master, whatever stands here.
  java_options="-XX:+UseParallelGC${java_options:+ $java_options}"
  settings=(
    --executor-cores "${LAYER_PARALLEL_EXECUTOR_CORES:-4}"
    --executor-memory "${LAYER_PARALLEL_EXECUTOR_MEMORY:-4g}"
    --driver-memory "${LAYER_PARALLEL_DRIVER_MEMORY:-4g}"
    --conf "spark.driver.extraJavaOptions=$java_options"
    --conf "spark.executor.extraJavaOptions=$java_options"
    # A layer interval stays where it is first computed, so all executors should be there at the start.
    --conf spark.scheduler.minRegisteredResourcesRatio=1
    --conf spark.scheduler.maxRegisteredResourcesWaitingTime=120s
    # An executor that is let go takes its intervals with it, and a new one would get none.
    --conf spark.dynamicAllocation.enabled=false
    # Not Kryo, even where the cluster's defaults say so: it restores neither records nor immutable lists, of which
    # messages are made, whatever classes one registers. What travels are arrays of doubles, no larger in Java's form.
    --conf spark.serializer=org.apache.spark.serializer.JavaSerializer
  )
  # The native BLAS comes in the application's jar; each machine extracts it to ~/.javacpp/cache. One thread a task.
  name=OPENBLAS_CORETYPE
  if [[ -n ${!name:-} ]]; then
    settings+=(--conf "spark.executorEnv.$name=${!name}" --conf "spark.yarn.appMasterEnv.$name=${!name}")
  fi
  if [[ -n ${LAYER_PARALLEL_EVENT_LOG:-} ]]; then
    settings+=(--conf spark.eventLog.enabled=true --conf "spark.eventLog.dir=$LAYER_PARALLEL_EVENT_LOG")
  fi
}

# Takes the settings file out of the arguments of the train command; the peaks problem's where they have none.
read_config() {
  config=$project/data/peaks.conf
  training=()
  while [[ $# -gt 0 ]]; do
    case $1 in
      -c | --config)
        [[ $# -ge 2 ]] || fail "$1 without a settings file"
        config=$2
        shift
        ;;
      --config=*) config=${1#*=} ;;
      -c=*) config=${1#-c=} ;;
      -c?*) config=${1#-c} ;;
      *) training+=("$1") ;;
    esac
    shift
  done
}

# Submits the train command with options of spark-submit, those of the user last, for the last one counts.
submit() {
  local given
  # Words on purpose: the variable holds several options.
  # shellcheck disable=SC2206
  given=(${LAYER_PARALLEL_SPARK_OPTIONS:-})
  exec "$spark_submit" "$@" "${settings[@]}" ${given[@]+"${given[@]}"} "$application" train --config "$config" \
    ${training[@]+"${training[@]}"}
}
