#!/usr/bin/env bash
# Shows whether memory is flat: benchmark-memory.sh [--quick] [--set KEY=VALUE ...]. Writes docs/benchmarks/memory.md.
# A training of 1000 iterations on a standalone cluster of two workers, all processes on this machine: once with
# checkpoints in files, once with checkpoints that two executors keep. Every 100 iterations the JDK's jcmd collects the
# garbage of driver and executors and tells what is left. --set goes to the trainings. --quick does 200 iterations and
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
      iterations=200
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
IFS=: read -r -a jars <<< "$(< "$project/spark-job/target/spark-class-path.txt")"
ln -s "${jars[@]}" "$scratch/spark/jars"
export SPARK_HOME=$scratch/spark SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1

# A process of Spark in the background, which writes to a log: spark LOG HEAP CLASS [ARGUMENT ...]
spark() {
  local log=$1 heap=$2
  shift 2
  : > "$log"
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

# What is live in the heap of a process, which has its garbage collected for that, and what it has in memory, MB.
live() {
  "$jcmd" "$1" GC.class_histogram | awk '/^Total/ { printf "%.1f", $3 / 1e6 }'
}
resident() {
  awk '/^VmRSS:/ { printf "%.0f", $2 / 1000 }' "/proc/$1/status"
}

# What Spark stores on driver and executors together, MB, as the driver logs it. (Spark's page of executors goes on to
# count broadcast variables that have gone.)
stored() {
  awk '
    function megabytes(amount, unit) {
      return amount * (unit ~ /^GiB/ ? 1073.741824 : unit ~ /^MiB/ ? 1.048576 : unit ~ /^KiB/ ? 0.001024 : 1e-6)
    }
    match($0, /Registering block manager [^ ]+ with [0-9.]+ [A-Za-z]+/) {
      split(substr($0, RSTART, RLENGTH), words, " ")
      all[words[4]] = free[words[4]] = megabytes(words[6], words[7])
    }
    match($0, / on [^ ]+ in memory \(size: .*, free: [0-9.]+ [A-Za-z]+\)/) {
      split(substr($0, RSTART + 1, RLENGTH - 2), words, " ")
      for (i = 3; words[i] != "free:"; i++) {}
      free[words[2]] = megabytes(words[i + 1], words[i + 2])
    }
    END {
      for (place in all) sum += all[place] - free[place]
      printf "%.1f", sum
    }' "$log"
}

# A row of the table. Fails where the training has ended meanwhile. Spark frees blocks in the background once the
# driver's garbage has been collected, so that comes first.
row() {
  local iteration=$1 driver=$2 process processes=("$2") cells= left
  for process in "${workers[@]}"; do
    processes+=("$(pgrep -P "$process")") || return 1
  done
  "$jcmd" "$driver" GC.run > /dev/null || return 1
  sleep 1
  for process in "${processes[@]}"; do
    left=$(live "$process") || return 1
    cells+=" $left | $(resident "$process") |"
  done
  echo "| $iteration |$cells $(stored) |"
}

# Trains and prints the table: table NAME [OPTION ...]
table() {
  local name=$1 log driver iteration next=0 step=$((iterations / 10))
  shift
  log=$scratch/$name.log
  echo "benchmark-memory: $name" >&2
  spark "$log" 1g org.apache.spark.deploy.SparkSubmit --master "$master" --executor-memory 512m \
    --total-executor-cores 2 --conf spark.scheduler.maxRegisteredResourcesWaitingTime=5min \
    "$application" train --config "$project/data/peaks.conf" --set network.layers=8 --set execution.intervals=2 \
    --set data.peaks.training=200 --set data.peaks.validation=50 \
    --set nested.first-solves.iterations=0 --set "nested.iterations=[$iterations]" --set optimizer.step.max-trials=2 \
    --set optimizer.step.on-failure=accept --set progress.kind=lines ${given[@]+"${given[@]}"} "$@" \
    --output "$scratch/$name"
  driver=${children[-1]}
  printf '| %s ' iteration 'driver: live MB' 'resident MB' 'executor: live MB' 'resident MB' 'executor: live MB' \
    'resident MB' 'stored MB'
  echo '|'
  echo "|--:|--:|--:|--:|--:|--:|--:|--:|"
  while kill -0 "$driver" 2> /dev/null; do
    iteration=$(sed -n 's/.* iteration \([0-9]*\)\/.*/\1/p' "$log" | tail -n 1)
    if [[ ${iteration:-0} -gt $next && $iteration -lt $iterations ]]; then
      row "$iteration" "$driver" 2> /dev/null || true
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
  table files --set "checkpoint.dir=file:$scratch/checkpoints"
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
