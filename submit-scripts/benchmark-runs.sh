#!/usr/bin/env bash
# Times whole trainings and writes docs/benchmarks/runs.md: benchmark-runs.sh [--quick] [--set KEY=VALUE ...] [CONFIG ...]
# Each CONFIG, data/peaks.conf and data/indian-pines.conf without one, is trained in five ways, each in a JVM of its own;
# then peaks with wide networks on Spark, for what passes through the driver. --set goes to all trainings, for the place
# of a data set, say. A CONFIG whose data are not there is left out, and the document says so. --quick shortens the
# trainings to a few iterations and writes to output/benchmarks/.
set -euo pipefail

scripts=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
project=$(dirname "$scripts")

fail() {
  echo "benchmark-runs: $1" >&2
  exit "${2:-2}"
}

quick=false
given=()
configs=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --quick) quick=true ;;
    -s | --set)
      [[ $# -ge 2 ]] || fail "$1 without KEY=VALUE"
      given+=(--set "$2")
      shift
      ;;
    --set=*) given+=("$1") ;;
    -*) fail "unknown option $1, must be --quick or --set KEY=VALUE" ;;
    *)
      [[ -f $1 ]] || fail "$1: no such file; give settings files"
      configs+=("$1")
      ;;
  esac
  shift
done
if [[ ${#configs[@]} -eq 0 ]]; then
  for config in "$project"/data/{peaks,indian-pines}.conf; do
    [[ ! -f $config ]] || configs+=("$config")
  done
fi

# shellcheck source=submit-scripts/find-java.sh
source "$scripts/find-java.sh"
# shellcheck source=submit-scripts/machine.sh
source "$scripts/machine.sh"

if $quick; then
  document=$project/output/benchmarks/runs.md
  given=(--set 'nested.iterations=[4,3,2]' --set nested.first-solves.iterations=1 ${given[@]+"${given[@]}"})
else
  document=$project/docs/benchmarks/runs.md
fi
runs=$project/output/benchmarks/runs

# The ways to train; the first is what the others are compared with.
modes=(serial-1-thread serial-all-threads layer-parallel-in-process layer-parallel-on-spark layer-parallel-serialized)
settings_of() {
  case $1 in
    serial-1-thread)
      echo optimizer.exact=true execution.kind=in-process execution.intervals=1 execution.threads=1
      ;;
    serial-all-threads)
      echo optimizer.exact=true execution.kind=in-process execution.intervals=1 execution.threads=0
      ;;
    layer-parallel-in-process)
      echo optimizer.exact=false execution.kind=in-process execution.intervals=0 execution.threads=0
      ;;
    layer-parallel-serialized)
      echo optimizer.exact=false execution.kind=spark 'execution.master=local[*]' execution.intervals=0 execution.threads=0 \
        execution.share-memory=false
      ;;
    layer-parallel-on-spark)
      echo optimizer.exact=false execution.kind=spark 'execution.master=local[*]' execution.intervals=0 execution.threads=0
      ;;
  esac
}

# Iterations enough to time one: a whole run of a wide network takes ten minutes, five times.
shortened_of() {
  case $1 in
    indian-pines) echo 'nested.iterations=[10,7,5]' nested.first-solves.iterations=1 ;;
  esac
}

# Trains CONFIG into the directory OUTPUT, with OPTION ... over all others.
train() {
  local config=$1 output=$2
  shift 2
  echo "benchmark-runs: ${output#"$runs"/}" >&2
  "$scripts/layer-parallel.sh" train --config "$config" ${given[@]+"${given[@]}"} "$@" \
    --output "$output" --overwrite > /dev/null
}

# The value of a text field of a run's summary.
summary_field() {
  sed -n "s/.*\"$2\" : \"\(.*\)\".*/\1/p" "$1/summary.json" | head -n 1
}

# The section of CONFIG.
problem() {
  local config=$1 name mode setting status overrides outputs=()
  name=$(basename "${config%.conf}")
  echo
  echo "## $name"
  echo
  for mode in "${modes[@]}"; do
    overrides=()
    for setting in $(shortened_of "$name") $(settings_of "$mode"); do
      overrides+=(--set "$setting")
    done
    status=0
    train "$config" "$runs/$name/$mode" "${overrides[@]}" || status=$?
    if [[ $status -eq 2 && ${#outputs[@]} -eq 0 ]]; then
      echo "Not measured: the settings or the data they name could not be used."
      return
    fi
    [[ $status -eq 0 ]] || fail "$name, $mode: the training ended with exit code $status" 1
    outputs+=("$runs/$name/$mode")
  done
  "$scripts/layer-parallel.sh" compare "${outputs[@]}"
}

# The section on what passes through the driver.
driver() {
  local width outputs=()
  echo
  echo "## Through the driver, over the width"
  echo
  echo "The peaks problem with 32 layers on Spark, serialized. Bytes that are states stay the same number of blocks for all widths; bytes that are"
  echo "weights grow with the width, as a layer's weights are width / examples of a block."
  echo
  for width in 50 100 220; do
    train "$project/data/peaks.conf" "$runs/driver/width-$width" --set "network.width=$width" \
      --set network.layers=32 --set 'nested.iterations=[4]' --set nested.first-solves.iterations=0 \
      --set execution.kind=spark --set 'execution.master=local[*]' --set execution.share-memory=false || fail "width $width: the training failed" 1
    outputs+=("$runs/driver/width-$width")
  done
  # Times are not the point here, and a speed-up over another width is none.
  "$scripts/layer-parallel.sh" compare "${outputs[@]}" | sed '1,/^$/d'
}

# So that a build that fails is no training that does.
"$scripts/layer-parallel.sh" --version > /dev/null
mkdir -p "$(dirname "$document")" "$runs"
tables=$(mktemp)
trap 'rm -f "$tables"' EXIT
for config in "${configs[@]}"; do
  problem "$config" >> "$tables"
done
driver >> "$tables"
{
  echo "# Whole trainings"
  echo
  echo "Written by \`submit-scripts/benchmark-runs.sh\`; [README.md](README.md) says what the figures mean."
  ! $quick || printf '\n%s\n' "A quick run, of a few iterations: it tells little."
  echo
  describe_machine
  echo "- BLAS: $(summary_field "$runs/driver/width-50" blas)"
  cat "$tables"
} > "$document"
echo "$document"
