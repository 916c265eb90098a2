#!/usr/bin/env bash
# Kills a training (SIGKILL) again and again, at random moments and while it writes a checkpoint, and resumes it every
# time, in process and on local[2] in turn: soak-resume.sh [KILLS]
# In the end the model must be, byte for byte, that of a run nobody disturbed. Every resumption must find a checkpoint
# that is whole. KILLS: 24 unless given; a tenth of them takes a minute or so. SOAK_SEED: seed of the moments.
set -euo pipefail

kills=${1:-24}
seed=${SOAK_SEED:-1}
scripts=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")

[[ $kills =~ ^[1-9][0-9]*$ ]] || { echo "soak-resume: $kills kills, must be a positive number" >&2; exit 2; }

scratch=$(mktemp -d)
pid=
cleanup() {
  [[ -z $pid ]] || kill -9 "$pid" 2> /dev/null || true
  rm -rf "$scratch"
}
trap cleanup EXIT

RANDOM=$seed
settings=(--set progress.kind=none --set data.peaks.training=2000 --set data.peaks.validation=500
  --set 'nested.iterations=[200,120,80]')
in_process=(--set execution.kind=in-process --set execution.threads=1)

fail() {
  echo "soak-resume: $1" >&2
  [[ ! -f $scratch/log ]] || cat "$scratch/log" >&2
  exit 1
}

train() {
  "$scripts/layer-parallel.sh" train "${settings[@]}" "$@"
}

# What is being written, or was when a process was killed; the next one clears that away.
written() {
  compgen -G "$scratch/kept/.checkpoint-*" || true
}

# Waits until the run trains, or has ended.
await_training() {
  until grep -Eq '^(Resuming from|No checkpoint in) ' "$scratch/log" || ! kill -0 "$pid" 2> /dev/null; do
    sleep 0.05
  done
}

echo "Training undisturbed ..."
train "${in_process[@]}" --output "$scratch/undisturbed" > "$scratch/log" 2>&1 || fail "the undisturbed run failed"

killed=0
while_writing=0
resumed=0
finished=0

# Each start either is killed or ends; what ended is compared, and the next start begins anew.
while ((killed < kills || finished == 0)); do
  if ((RANDOM % 2)); then
    where=("${in_process[@]}" --set "execution.intervals=$((1 + RANDOM % 4))")
  else
    where=(--master 'local[2]' --set "execution.intervals=$((1 + RANDOM % 4))")
  fi
  "$scripts/layer-parallel.sh" train "${settings[@]}" "${where[@]}" --set checkpoint.iterations=1 \
    --checkpoint-dir "$scratch/kept" --resume --output "$scratch/run" > "$scratch/log" 2>&1 &
  pid=$!
  if ((killed < kills)); then
    # One in eight dies before it trains; of the others, half while they write.
    if ((RANDOM % 8)); then
      await_training
    fi
    before=$(written)
    sleep "$((RANDOM % 3)).$((RANDOM % 10))"
    if ((RANDOM % 2)); then
      until [[ $(written) != "$before" ]] || ! kill -0 "$pid" 2> /dev/null; do :; done
    fi
    if kill -9 "$pid" 2> /dev/null; then
      ((++killed))
      after=$(written)
      if [[ -n $after && $after != "$before" ]]; then ((++while_writing)); fi
    fi
  fi
  code=0
  wait "$pid" 2> /dev/null || code=$?
  pid=
  if grep -q "^Not used: " "$scratch/log"; then fail "a checkpoint was damaged"; fi
  if grep -q "^Resuming from " "$scratch/log"; then ((++resumed)); fi
  case $code in
    0)
      cmp "$scratch/undisturbed/model.safetensors" "$scratch/run/model.safetensors" || fail "the weights differ"
      [[ ! -e $scratch/kept ]] || fail "checkpoints are left"
      rm -r "$scratch/run"
      ((++finished))
      ;;
    137) ;;
    *) fail "exit code $code" ;;
  esac
done
echo "$killed kills, $while_writing of them while a checkpoint was written; $resumed resumptions;" \
  "$finished runs ended, each with the undisturbed run's weights to the last bit."
