#!/usr/bin/env bash
# Trains on a standalone Spark cluster: train-standalone.sh MASTER [OPTION ...]; --help explains it.
set -euo pipefail

scripts=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
project=$(dirname "$scripts")

fail() {
  echo "train-standalone: $1" >&2
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
Usage: train-standalone.sh MASTER [OPTION ...]
Trains on a standalone Spark cluster, whose MASTER is spark://HOST:PORT. The driver runs here, where executors must
reach it. Paths without a scheme are local, unless HADOOP_CONF_DIR says otherwise; inputs must be there on all machines.
OPTION ... are those of the train command (layer-parallel.sh train --help). Without a --config: the peaks problem.
Exit codes are the command's: 0 success, 1 failure, 2 bad input, 3 the numbers failed, 130 Ctrl-C.

Variables, and what they are where they are not set:
  LAYER_PARALLEL_CORES            cores in all, on as many executors as that takes (8)
END
  common_variables
}

case ${1:-} in
  -h | --help)
    usage
    exit
    ;;
  spark://?*) ;;
  *) fail "MASTER is '${1:-}', must be spark://HOST:PORT; train-standalone.sh --help explains more" ;;
esac
master=$1
read_config "${@:2}"
require_application
require_spark
common_settings
# Without a number Spark takes all cores there are, and does not know how many to wait for.
submit --master "$master" --total-executor-cores "${LAYER_PARALLEL_CORES:-8}"
