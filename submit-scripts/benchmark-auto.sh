#!/usr/bin/env bash
# Compares what execution.kind = auto predicts with what iterations take, and writes docs/benchmarks/auto.md:
# benchmark-auto.sh [--quick]
# Each problem is trained in process, on Spark (local[2]) and as auto chooses, one after the other, each in a JVM of its
# own. In process there is one thread, so that the second slot may pay and Spark is measured. --quick trains for a few
# iterations, the narrow networks only, and writes to output/benchmarks/.
set -euo pipefail

scripts=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
project=$(dirname "$scripts")

fail() {
  echo "benchmark-auto: $1" >&2
  exit "${2:-2}"
}

# Name, width, layers, training examples (half as many to validate), iterations, share-memory.
problems=(
  "narrow-16 8 16 1000 60 true"
  "narrow-64 8 64 5000 40 true"
  "narrow-64-serialized 8 64 5000 40 false"
  "wide-64 64 64 2000 12 true"
)
document=$project/docs/benchmarks/auto.md
if [[ ${1:-} == --quick ]]; then
  problems=("narrow-16 8 16 1000 10 true" "narrow-64 8 64 1000 10 false")
  document=$project/output/benchmarks/auto.md
  shift
fi
[[ $# -eq 0 ]] || fail "unknown option $1, must be --quick"

# shellcheck source=submit-scripts/find-java.sh
source "$scripts/find-java.sh"
# shellcheck source=submit-scripts/machine.sh
source "$scripts/machine.sh"

runs=$project/output/benchmarks/auto

# Trains PROBLEM with execution KIND.
train() {
  local name width layers training iterations shared
  read -r name width layers training iterations shared <<< "$1"
  echo "benchmark-auto: $name, $2" >&2
  "$scripts/layer-parallel.sh" train --config "$project/data/peaks.conf" --master 'local[2]' \
    --set "network.width=$width" --set "network.layers=$layers" --set "data.peaks.training=$training" \
    --set "data.peaks.validation=$((training / 2))" --set "nested.iterations=[$iterations]" \
    --set nested.first-solves.iterations=0 --set "execution.share-memory=$shared" --set execution.threads=1 \
    --set "execution.kind=$2" --output "$runs/$name/$2" --overwrite > /dev/null ||
    fail "$name, $2: the training failed" 1
}

# The number of a field of a run's summary, by the pattern of the fields above it.
number() {
  sed -n "/\"$2\"/,\$ s/.*\"$3\" : \([-0-9.Ee]*\),\{0,1\}\$/\1/p" "$1/summary.json" | head -n 1
}

# The line of PROBLEM.
row() {
  local name width layers training iterations shared
  read -r name width layers training iterations shared <<< "$1"
  local auto=$runs/$name/auto chosen
  chosen=$(sed -n '/"execution"/,$ s/.*"kind" : "\(.*\)".*/\1/p' "$auto/summary.json" | head -n 1)
  awk -v name="$name" -v width="$width" -v layers="$layers" -v training="$training" -v chosen="$chosen" \
    -v here="$(number "$auto" choice inProcessIterationSeconds)" -v there="$(number "$auto" choice sparkIterationSeconds)" \
    -v job="$(number "$auto" choice sparkJobSeconds)" \
    -v was_here="$(number "$runs/$name/in-process" medianIteration seconds)" \
    -v was_there="$(number "$runs/$name/spark" medianIteration seconds)" \
    'BEGIN {
      printf "| %s | %d | %d | %d | %.1f | %.1f | %.2f | %.1f | %.1f | %.2f | %.1f | %s | %s |\n", name, width, layers, training,
        1e3 * here, 1e3 * there, there / here, 1e3 * was_here, 1e3 * was_there, was_there / was_here, 1e3 * job,
        chosen, (was_there < was_here ? "spark" : "in-process")
    }'
}

"$scripts/layer-parallel.sh" --version > /dev/null
mkdir -p "$(dirname "$document")" "$runs"
table=$(mktemp)
trap 'rm -f "$table"' EXIT
for problem in "${problems[@]}"; do
  for kind in in-process spark auto; do
    train "$problem" "$kind"
  done
  row "$problem" >> "$table"
done
{
  echo "# Choosing where to compute: predicted and measured"
  echo
  echo "Written by \`submit-scripts/benchmark-auto.sh\`; [README.md](README.md) says what the figures mean."
  echo
  describe_machine
  echo
  echo "| problem | width | layers | examples | predicted in process, ms | on Spark, ms | ratio | measured in process, ms | on Spark, ms | ratio | a job, ms | chosen | faster |"
  echo "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|---|"
  cat "$table"
} > "$document"
echo "$document"
