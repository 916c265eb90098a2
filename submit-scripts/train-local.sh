#!/usr/bin/env bash
# Trains on an embedded Spark: train-local.sh [OPTION ...]. Without a --config of yours: the peaks problem.
set -euo pipefail

scripts=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")

config=(--config "$(dirname "$scripts")/data/peaks.conf")
for argument in "$@"; do
  case $argument in
    -c* | --config | --config=*) config=() ;;
  esac
done

exec "$scripts/layer-parallel.sh" train "${config[@]}" "$@"
