#!/usr/bin/env bash
# Runs a command of the job on an embedded Spark, and builds what is not built: layer-parallel.sh COMMAND [OPTION ...]
# Relative paths are taken from the current directory. LAYER_PARALLEL_JAVA_OPTS: options for the JVM, as -Xmx4g.
set -euo pipefail

self=$(readlink -f "${BASH_SOURCE[0]}")
scripts=$(dirname "$self")
project=$(dirname "$scripts")

fail() {
  echo "layer-parallel: $1" >&2
  exit 2
}

# shellcheck source=submit-scripts/find-java.sh
source "$scripts/find-java.sh"
# shellcheck source=submit-scripts/build.sh
source "$scripts/build.sh"
require_build

# shellcheck source=submit-scripts/java-options.sh
source "$scripts/java-options.sh"
exec "$java" "${JAVA_OPTIONS[@]}" -cp "$job_jar:$kernels_jar:$(< "$class_path_file")" org.layerparallel.spark.Main "$@"
