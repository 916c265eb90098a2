#!/usr/bin/env bash
# Runs the scaling experiment with a cluster of processes on this machine: benchmark-scaling.sh [OPTION ...]
# The options are those of the command; --quick shows that all works. Spark's local-cluster is its standalone master and
# workers, within the driver's process, and two executors that are processes of their own, of one core and 2 GiB each.
set -euo pipefail

scripts=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
project=$(dirname "$scripts")

fail() {
  echo "benchmark-scaling: $1" >&2
  exit 2
}

# shellcheck source=submit-scripts/build.sh
source "$scripts/build.sh"
# shellcheck source=submit-scripts/cluster.sh
source "$scripts/cluster.sh"

if [[ -z ${SPARK_HOME:-} ]]; then
  require_build
  make_spark_home
fi
require_application
# The workers start executors from there.
export SPARK_HOME SPARK_SCALA_VERSION=${SPARK_SCALA_VERSION:-2.13}
export LAYER_PARALLEL_JAVA_OPTS="-Dspark.jars=$application -Dspark.executor.memory=2g ${LAYER_PARALLEL_JAVA_OPTS:-}"
exec "$scripts/layer-parallel.sh" experiment scaling --cluster 'local-cluster[2,1,2048]' --executors 2 "$@"
