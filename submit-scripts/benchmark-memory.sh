#!/usr/bin/env bash
# Shows whether memory stays flat, and writes docs/benchmarks/memory.md: benchmark-memory.sh [--quick] [--set KEY=VALUE ...]
# A training of 1000 iterations on a standalone cluster of two workers, all processes on this machine: once with
# checkpoints in files, once with checkpoints that two executors keep. Every 100 iterations the JDK's jcmd collects the
# garbage of driver and executors and tells what is left. --set goes to the trainings. --quick does 40 iterations and
# writes to output/benchmarks/.
set -euo pipefail

scripts=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
project=$(dirname "$scripts")

fail() {
  echo "benchmark-memory: $1" >&2
  exit "${2:-2}"
}

iterations=1000
document=$project/docs/benchmarks/memory.md
given=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --quick)
      iterations=40
      document=$project/output/benchmarks/memory.md
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

# shellcheck source=submit-scripts/find-java.sh
source "$scripts/find-java.sh"
# shellcheck source=submit-scripts/java-options.sh
source "$scripts/java-options.sh"
# shellcheck source=submit-scripts/machine.sh
source "$scripts/machine.sh"
jcmd=$(dirname "$(readlink -f "$java")")/jcmd
command -v curl > /dev/null || fail "no curl found, which asks Spark for what it stores"
[[ -x $jcmd ]] || fail "$java has no jcmd beside it: a JDK is needed, not a JRE"

scratch=$(mktemp -d)
children=()
stop() {
  [[ ${#children[@]} -eq 0 ]] || kill "${children[@]}" 2> /dev/null || true
  wait
  rm -rf "$scratch"
}
trap stop EXIT
trap 'exit 1' INT TERM

# Builds what is not built.
"$scripts/layer-parallel.sh" --version > /dev/null
application=$(find "$project/spark-job/target" -maxdepth 1 -name 'layer-parallel-*.jar' | head -n 1)
[[ -n $application ]] || fail "the build left no spark-job/target/layer-parallel-*.jar" 1

# The Spark that the build resolved, laid out as a distribution is.
mkdir -p "$scratch/spark/jars"
IFS=: read -r -a jars < "$project/spark-job/target/spark-class-path.txt"
ln -s "${jars[@]}" "$scratch/spark/jars"
export SPARK_HOME=$scratch/spark SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1

# A process of Spark in the background, which writes to a log: spark LOG HEAP CLASS [ARGUMENT ...]
spark() {
  local log=$1 heap=$2
  shift 2
  "$java" "${JAVA_OPTIONS[@]}" "-Xmx$heap" -cp "$SPARK_HOME/jars/*" "$@" > "$log" 2>&1 &
  children+=($!)
}

# Waits until a log has a line that matches.
await() {
  local tries
  for ((tries = 0; tries < 600; tries++)); do
    ! grep -q "$2" "$1" || return 0
    sleep 0.1
  done
  cat "$1" >&2
  fail "Spark does not start, see above" 1
}

daemon=(--host 127.0.0.1 --port 0 --webui-port 0)
spark "$scratch/master.log" 256m org.apache.spark.deploy.master.Master "${daemon[@]}"
await "$scratch/master.log" 'New state: ALIVE'
master=$(sed -n 's/.*Starting Spark master at //p' "$scratch/master.log")
workers=()
for number in 1 2; do
  spark "$scratch/worker$number.log" 256m org.apache.spark.deploy.worker.Worker "${daemon[@]}" \
    --cores 1 --memory 1g --work-dir "$scratch/work$number" "$master"
  workers+=($!)
  await "$scratch/worker$number.log" 'Successfully registered with master'
done

# What is live in the heap of a process, MB, and what of it the process has in memory.
live() {
  "$jcmd" "$1" GC.heap_info |
    awk 'match($0, /used [0-9]+K/) && /garbage-first|PSYoungGen|ParOldGen|def new|tenured/ {
      kilobytes += substr($0, RSTART + 5, RLENGTH - 6) } END { printf "%.1f", kilobytes / 1000 }'
}
resident() {
  awk '/^VmRSS:/ { printf "%.0f", $2 / 1000 }' "/proc/$1/status"
}

# A row of the table: what is left after a collection. Spark frees blocks in the background once the driver has collected.
row() {
  local iteration=$1 driver=$2 process processes=("$2") cells=
  for process in "${workers[@]}"; do
    processes+=("$(pgrep -P "$process")")
  done
  for process in "${processes[@]}"; do "$jcmd" "$process" GC.run > /dev/null; done
  sleep 1
  for process in "${processes[@]}"; do "$jcmd" "$process" GC.run > /dev/null; done
  for process in "${processes[@]}"; do
    cells+=" $(live "$process") | $(resident "$process") |"
  done
  echo "| $iteration |$cells $(blocks "$driver")"
}

# Blocks of intervals on both executors, and all that Spark stores there and on the driver, MB: from Spark's own page.
blocks() {
  local port page application_id
  port=$(sed -n "s/.*Successfully started service 'SparkUI' on port \([0-9]*\).*/\1/p" "$log")
  page=http://127.0.0.1:$port/api/v1/applications
  application_id=$(curl -s "$page" | sed -n 's/.*"id" : "\(.*\)".*/\1/p')
  curl -s "$page/$application_id/executors" | awk -F ' : |,' '
    /"rddBlocks"/ { blocks += $2 } /"memoryUsed"/ { bytes += $2 } END { printf "%d | %.1f |", blocks, bytes / 1e6 }'
}

# Trains and prints the table: table NAME [OPTION ...]
table() {
  local name=$1 log driver iteration next=0 step=$((iterations / 10))
  shift
  log=$scratch/$name.log
  echo "benchmark-memory: $name" >&2
  spark "$log" 512m org.apache.spark.deploy.SparkSubmit --master "$master" --executor-memory 512m \
    --total-executor-cores 2 --conf spark.ui.port=0 \
    --conf spark.scheduler.maxRegisteredResourcesWaitingTime=5min "$application" \
    train --config "$project/data/peaks.conf" --set data.peaks.training=500 --set data.peaks.validation=100 \
    --set execution.intervals=4 --set "nested.iterations=[$iterations]" --set optimizer.step.on-failure=accept \
    --set optimizer.step.max-trials=3 --set progress.kind=lines ${given[@]+"${given[@]}"} "$@" --output "$scratch/$name"
  driver=${children[-1]}
  echo "| iteration | driver: live MB | resident MB | executor: live MB | resident MB | executor: live MB | resident MB | interval blocks | stored MB |"
  echo "|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
  while kill -0 "$driver" 2> /dev/null; do
    iteration=$(sed -n 's/.* iteration \([0-9]*\)\/.*/\1/p' "$log" | tail -n 1)
    if [[ ${iteration:-0} -gt $next && $iteration -lt $iterations ]]; then
      row "$iteration" "$driver"
      next=$((iteration / step * step + step))
    fi
    sleep 0.2
  done
  if ! wait "$driver"; then
    tail -n 20 "$log" >&2
    fail "$name: the training failed" 1
  fi
}

mkdir -p "$(dirname "$document")"
tables=$scratch/tables
{
  echo
  echo "## Checkpoints in files"
  echo
  table files --set "execution.checkpoint-dir=file:$scratch/checkpoints"
  echo
  echo "## Checkpoints that two executors keep"
  echo
  table replicated
} > "$tables"
{
  echo "# Memory over $iterations iterations"
  echo
  echo "Written by \`submit-scripts/benchmark-memory.sh\`; [README.md](README.md) says what the figures mean."
  echo
  describe_machine
  cat "$tables"
} > "$document"
echo "$document"
