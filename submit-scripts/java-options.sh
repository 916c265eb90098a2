# Sets JAVA_OPTIONS, the options of a JVM that runs the job. To be sourced by bash scripts; see layer-parallel.sh.
#
# LAYER_PARALLEL_JAVA_OPTS and JAVA_OPTS add options of your own; the last of two that contradict each other counts, so
# a heap size given there wins.

# What Spark reaches into by reflection on Java 17; pom.xml holds the same list for the tests.
JAVA_OPTIONS=(
  -XX:+IgnoreUnrecognizedVMOptions
  --add-opens=java.base/java.lang=ALL-UNNAMED
  --add-opens=java.base/java.lang.invoke=ALL-UNNAMED
  --add-opens=java.base/java.lang.reflect=ALL-UNNAMED
  --add-opens=java.base/java.io=ALL-UNNAMED
  --add-opens=java.base/java.net=ALL-UNNAMED
  --add-opens=java.base/java.nio=ALL-UNNAMED
  --add-opens=java.base/java.util=ALL-UNNAMED
  --add-opens=java.base/java.util.concurrent=ALL-UNNAMED
  --add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED
  --add-opens=java.base/sun.nio.ch=ALL-UNNAMED
  --add-opens=java.base/sun.nio.cs=ALL-UNNAMED
  --add-opens=java.base/sun.security.action=ALL-UNNAMED
  --add-opens=java.base/sun.util.calendar=ALL-UNNAMED
  -Djdk.reflect.useDirectMethodHandle=false
  # Java's own default, a quarter of the memory, is little for a process that is driver and executor in one.
  -XX:MaxRAMPercentage=60
  # Pauses do not matter to a batch job, and this collector takes less of the processors than the default one.
  -XX:+UseParallelGC
  # A sweep's blocks live for one superstep; in a small young generation they reuse memory that is in cache already.
  -XX:MaxNewSize=512m
)

# Where the native BLAS does not load, the Vector API multiplies matrices two to three times as fast as plain Java. The JVM
# warns of an incubator module, so it is left out where the native one is known to load.
case $(uname -sm) in
  'Linux x86_64' | 'Linux aarch64') ;;
  *) JAVA_OPTIONS+=(--add-modules=jdk.incubator.vector) ;;
esac

# Words on purpose: the variables hold several options.
# shellcheck disable=SC2206
JAVA_OPTIONS+=(${JAVA_OPTS:-} ${LAYER_PARALLEL_JAVA_OPTS:-})
