#!/usr/bin/env bash
# Trains on YARN: train-yarn.sh client|cluster [OPTION ...]; --help explains it.
set -euo pipefail

scripts=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
project=$(dirname "$scripts")

fail() {
  echo "train-yarn: $1" >&2
  exit 2
}

# shellcheck source=submit-scripts/find-java.sh
source "$scripts/find-java.sh"
# shellcheck source=submit-scripts/build.sh
source "$scripts/build.sh"
# shellcheck source=submit-scripts/cluster.sh
source "$scripts/cluster.sh"

usage() {
  cat <<'END'
Usage: train-yarn.sh client|cluster [OPTION ...]
Trains on YARN. HADOOP_CONF_DIR (or YARN_CONF_DIR) must name the directory of the cluster's configuration.
  client   the driver runs here, where executors must reach it; what it prints appears here
  cluster  the driver runs on the cluster, in the application's first container, whose log has what it prints
           (yarn logs -applicationId ID). A local --config is sent along; one that includes others must be on HDFS.
OPTION ... are those of the train command (layer-parallel.sh train --help). Without a --config: the peaks problem.
Paths without a scheme are on the cluster's default file system, as a rule HDFS.
Exit codes are the command's (0 success, 1 failure, 2 bad input, 3 the numbers failed), with cluster 0 or 1.

Variables, and what they are where they are not set:
  LAYER_PARALLEL_EXECUTORS        number of executors (2)
  LAYER_PARALLEL_QUEUE            YARN's queue (default)
END
  common_variables
  cat <<'END'

Of LAYER_PARALLEL_SPARK_OPTIONS, these matter on YARN:
  --conf spark.yarn.archive=hdfs:///...zip          Spark's jars, zipped, or spark.yarn.jars; else each run uploads them
  --conf spark.executor.memoryOverhead=1g           what a container has beside the heap (384m, or a tenth of the heap)
  --conf spark.yarn.appMasterEnv.JAVA_HOME=DIR --conf spark.executorEnv.JAVA_HOME=DIR
                                                    a Java 17 on the cluster's machines, where their own is older
END
}

case ${1:-} in
  -h | --help)
    usage
    exit
    ;;
  client | cluster) ;;
  *) fail "the deploy mode is '${1:-}', must be client or cluster; train-yarn.sh --help explains more" ;;
esac
mode=$1
configuration=${HADOOP_CONF_DIR:-${YARN_CONF_DIR:-}}
[[ -n $configuration ]] || fail "HADOOP_CONF_DIR is not set, must be the directory of the cluster's configuration"
[[ -d $configuration ]] || fail "HADOOP_CONF_DIR=$configuration is no directory"
read_config "${@:2}"
require_application
require_spark
common_settings

yarn=(--master yarn --deploy-mode "$mode")
yarn+=(--num-executors "${LAYER_PARALLEL_EXECUTORS:-2}" --queue "${LAYER_PARALLEL_QUEUE:-default}")
# A second attempt at a run that failed would begin it anew, and bad input stays bad; with --resume it goes on.
attempts=1
for argument in "${@:2}"; do
  [[ $argument != --resume ]] || attempts=2
done
yarn+=(--conf "spark.yarn.maxAppAttempts=$attempts")
if [[ $mode == cluster && -f $config ]]; then
  # The driver finds it in its working directory.
  yarn+=(--files "$config")
  config=$(basename "$config")
fi
submit "${yarn[@]}"
