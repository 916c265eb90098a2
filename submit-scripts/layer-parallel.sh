#!/usr/bin/env bash
# Runs a command of the job on an embedded Spark, after building what is not built: layer-parallel.sh COMMAND [OPTION ...]
# Relative paths are taken from the current directory. LAYER_PARALLEL_JAVA_OPTS: options for the JVM, as -Xmx4g.
set -euo pipefail

self=$(readlink -f "${BASH_SOURCE[0]}")
scripts=$(dirname "$self")
project=$(dirname "$scripts")
class_path_file=$project/spark-job/target/class-path.txt

fail() {
  echo "layer-parallel: $1" >&2
  exit 2
}

# The jar of a module, without those of its sources or tests; nothing if it was not built.
jar_of() {
  find "$project/$1/target" -maxdepth 1 -name "$1-*.jar" ! -name '*-tests.jar' ! -name '*-sources.jar' \
    ! -name '*-javadoc.jar' 2>/dev/null | sort | tail -n 1
}

is_built() {
  kernels_jar=$(jar_of mgrit-kernels)
  job_jar=$(jar_of spark-job)
  [[ -f $class_path_file && -f $kernels_jar && -f $job_jar ]] || return 1
  local newer
  # The job's jar is among the last things that a build writes; what is newer than it was changed since.
  newer=$(find "$project/pom.xml" "$project"/mgrit-kernels/{pom.xml,src/main} "$project"/spark-job/{pom.xml,src/main} \
    -newer "$job_jar" -print -quit)
  [[ -z $newer ]] || return 1
  # The class path names files of the local repository, which may have been emptied since.
  local entry entries
  IFS=: read -r -a entries < "$class_path_file"
  for entry in "${entries[@]}"; do
    [[ -f $entry ]] || return 1
  done
}

build() {
  command -v mvn > /dev/null || fail "no mvn found, Maven 3.6.3 or later is needed to build"
  echo "Building (the first time Maven fetches Spark, which takes some minutes) ..." >&2
  local log=$project/spark-job/target/build.log
  mkdir -p "$(dirname "$log")"
  if ! (cd "$project" && mvn -B -ntp -q -DskipTests package) > "$log" 2>&1; then
    cat "$log" >&2
    fail "the build failed, see above"
  fi
  # Maven leaves a jar alone where nothing in it changed; its time says when it was last known to be right.
  touch "$(jar_of spark-job)"
  is_built || fail "the build left no jars or class path in $project/*/target"
}

# shellcheck source=submit-scripts/find-java.sh
source "$scripts/find-java.sh"
is_built || build

# shellcheck source=submit-scripts/java-options.sh
source "$scripts/java-options.sh"
exec "$java" "${JAVA_OPTIONS[@]}" -cp "$job_jar:$kernels_jar:$(< "$class_path_file")" org.layerparallel.spark.Main "$@"
