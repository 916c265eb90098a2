#!/usr/bin/env bash
# Measures the kernels and writes docs/benchmarks/kernels.md: benchmark-kernels.sh [--quick] [JMH OPTION ...]
# --quick takes a minute rather than eight, tells little, and writes to output/benchmarks/. -h shows JMH's options, of
# which -bm and -tu are not for use here: the tables want times in nanoseconds. JVM options as in layer-parallel.sh.
set -euo pipefail

scripts=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
project=$(dirname "$scripts")
built=$project/mgrit-kernels/target/benchmarks/target

fail() {
  echo "benchmark-kernels: $1" >&2
  exit 2
}

document=$project/docs/benchmarks/kernels.md
arguments=()
for argument in "$@"; do
  case $argument in
    --quick)
      document=$project/output/benchmarks/kernels.md
      arguments+=(-p examples=1000 -wi 1 -w 200ms -i 2 -r 200ms)
      ;;
    *) arguments+=("$argument") ;;
  esac
done

# shellcheck source=submit-scripts/find-java.sh
source "$scripts/find-java.sh"
# shellcheck source=submit-scripts/java-options.sh
source "$scripts/java-options.sh"
# shellcheck source=submit-scripts/machine.sh
source "$scripts/machine.sh"

command -v mvn > /dev/null || fail "no mvn found, Maven 3.6.3 or later is needed to build"
(cd "$project" && mvn -B -ntp -q -P benchmarks -pl mgrit-kernels test-compile) || fail "the build failed, see above"

head=$(mktemp)
trap 'rm -f "$head"' EXIT
{
  echo "# Kernels"
  echo
  echo "Written by \`submit-scripts/benchmark-kernels.sh${*:+ $*}\`; [README.md](README.md) says what the figures mean."
  echo
  describe_machine
} > "$head"
mkdir -p "$(dirname "$document")"

# JMH runs each benchmark in a JVM of its own, with the options of this one.
"$java" "${JAVA_OPTIONS[@]}" -cp "$built/test-classes:$built/classes:$(< "$built/class-path.txt")" \
  org.layerparallel.benchmark.KernelBenchmarks "$document" "$head" ${arguments[@]+"${arguments[@]}"}
