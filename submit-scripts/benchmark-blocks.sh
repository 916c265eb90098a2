#!/usr/bin/env bash
# Trains with two million peaks points on local[2]: benchmark-blocks.sh [--quick] [--set KEY=VALUE ...]. Writes
# docs/benchmarks/blocks.md: the heap it took, what passed the driver, and how far runs in example blocks are from those
# in a single one. --set goes to all trainings. --quick takes a hundredth of the points and writes to output/benchmarks/.
set -euo pipefail

scripts=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
project=$(dirname "$scripts")

fail() {
  echo "benchmark-blocks: $1" >&2
  exit "${2:-2}"
}

many=2000000
document=$project/docs/benchmarks/blocks.md
given=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --quick)
      many=20000
      document=$project/output/benchmarks/blocks.md
      ;;
    -s | --set)
      [[ $# -ge 2 ]] || fail "$1 without KEY=VALUE"
      given+=(--set "$2")
      shift
      ;;
    *) fail "unknown option $1, must be --quick or --set KEY=VALUE" ;;
  esac
  shift
done
few=$((many / 10))
runs=$project/output/benchmarks/blocks

# shellcheck source=submit-scripts/find-java.sh
source "$scripts/find-java.sh"
# shellcheck source=submit-scripts/machine.sh
source "$scripts/machine.sh"

# The first number named KEY in a run's summary from the line that has FROM on: number RUN KEY [FROM]
number() {
  awk -v key="\"$2\"" -v from="${3:-}" '
    index($0, from) { found = 1 }
    found && $1 == key { sub(/,$/, "", $3); print $3; exit }' "$runs/$1/summary.json"
}

# Most heap in use that the collector has met, MiB.
peak_heap() {
  grep -o '[0-9]*M->' "$runs/$1.gc" | sort -n | tail -n 1 | tr -d 'M>-'
}

# The greatest difference of a weight to that of another run, over the greatest weight.
difference() {
  local run
  for run in "$1" "$2"; do
    "$scripts/layer-parallel.sh" export "$runs/$run/model.safetensors" "$runs/$run.design" > /dev/null
  done
  paste "$runs/$1.design" "$runs/$2.design" | awk '
    function size(x) { return x < 0 ? -x : x }
    { most = size($1) > most ? size($1) : most; off = size($1 - $2) > off ? size($1 - $2) : off }
    END { printf "%.1e", off / most }'
}

# Trains and prints a row: row POINTS INTERVALS BLOCKS EXACT HEAP LIKE [KEY=VALUE ...]; LIKE is the run to compare with.
row() {
  local points=$1 intervals=$2 blocks=$3 exact=$4 heap=$5 like=$6 setting overrides=()
  shift 6
  for setting in "$@"; do
    overrides+=(--set "$setting")
  done
  local run=$points-$intervals-$blocks-$exact-$heap
  echo "benchmark-blocks: $run" >&2
  LAYER_PARALLEL_JAVA_OPTS="${LAYER_PARALLEL_JAVA_OPTS:-} -Xmx$heap -Xlog:gc:file=$runs/$run.gc" \
    "$scripts/layer-parallel.sh" train --config "$project/data/peaks.conf" \
    --set "data.peaks.training=$points" --set "data.peaks.validation=$((points / 200))" --set data.peaks.grid=4096 \
    --set network.layers=8 --set 'nested.iterations=[5]' --set nested.first-solves.iterations=0 \
    --set "optimizer.exact=$exact" --set execution.kind=spark --set 'execution.master=local[2]' \
    --set "execution.intervals=$intervals" --set "execution.example-blocks=$blocks" --set progress.kind=none \
    ${overrides[@]+"${overrides[@]}"} ${given[@]+"${given[@]}"} --output "$runs/$run" --overwrite > /dev/null ||
    fail "$run: the training failed" 1
  echo "| $points | $intervals x $blocks | $([[ $exact == true ]] && echo serial || echo cycles) | $heap |" \
    "$(peak_heap "$run") | $(printf %.1f "$(number "$run" wallSeconds)") | $(number "$run" resultBytes medianIteration) |" \
    "$(number "$run" broadcastBytes medianIteration) | $(number "$run" objective) |" \
    "$(difference "${like:-$run}" "$run") |"
}

header() {
  echo
  echo "| training points | intervals x example blocks | propagation | heap | most in use, MiB | s | bytes to the driver" \
    "| bytes from it | objective | off by |"
  echo "|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|"
}

# So that a build that fails is no training that does.
"$scripts/layer-parallel.sh" --version > /dev/null
mkdir -p "$(dirname "$document")" "$runs"
tables=$(mktemp)
trap 'rm -f "$tables"' EXIT
{
  echo
  echo "## $many points"
  header
  row "$many" 1 1 true 4g ''
  row "$many" 1 8 true 4g "$many-1-1-true-4g"
  row "$many" 1 8 true 1500m "$many-1-1-true-4g"
  echo
  echo "## $few points, serialized as on a cluster"
  header
  row "$few" 1 1 true 2g '' execution.share-memory=false
  row "$few" 1 8 true 2g "$few-1-1-true-2g" execution.share-memory=false
  row "$few" 2 1 false 2g '' execution.share-memory=false
  row "$few" 2 4 false 2g "$few-2-1-false-2g" execution.share-memory=false
} > "$tables"
{
  echo "# Example blocks"
  echo
  echo "Written by \`submit-scripts/benchmark-blocks.sh\`; [README.md](README.md) says what the figures mean."
  echo
  describe_machine
  cat "$tables"
} > "$document"
echo "$document"
