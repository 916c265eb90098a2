#!/usr/bin/env bash
# What bin/spark-submit of a Spark distribution does, with Spark's jars alone: for machines that have no distribution.
# SPARK_HOME: a directory with the jars in jars/, and with the settings of that Spark in conf/ if it has any.
set -euo pipefail

fail() {
  echo "spark-submit: $1" >&2
  exit 2
}

[[ -d ${SPARK_HOME:-}/jars ]] || fail "SPARK_HOME=${SPARK_HOME:-} has no directory jars"
# shellcheck source=submit-scripts/find-java.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/find-java.sh"
# The launcher looks for a source tree's classes unless it is told.
export SPARK_HOME SPARK_SCALA_VERSION=${SPARK_SCALA_VERSION:-any}

# Spark's launcher turns options and conf/spark-defaults.conf into the line of a JVM. It prints a NUL and a line break,
# to end what its own JVM had to say, and then the line's parts, each ended by a NUL.
line=()
while IFS= read -r -d '' part; do
  line+=("$part")
done < <("$java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main \
  org.apache.spark.deploy.SparkSubmit "$@")
[[ ${#line[@]} -gt 1 ]] || fail "Spark's launcher made nothing of the options, see above"
line[1]=${line[1]#$'\n'}
exec "${line[@]:1}"
