#!/usr/bin/env bash
# Makes all that the notebooks look at, in ../output: make-results.sh [SETTING=VALUE ...], settings of the scene's run, such
# as data.scene.cube=CUBE.mat. An hour or two on two cores; what is there already is not made again.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

scene=()
for setting in "$@"; do
  scene+=(--set "$setting")
done

missing() {
  [[ ! -e output/$1 ]]
}

# A study by its name: coarsening factor, relaxation, number of grids.
study() {
  if missing "convergence/$1"; then
    ./submit-scripts/layer-parallel.sh convergence --config data/peaks.conf --weights output/peaks/model.safetensors \
      --set execution.kind=in-process --set "multigrid.coarsening=$2" --set "multigrid.cf-relaxations=$3" \
      --set "multigrid.max-levels=$4" --output "output/convergence/$1"
  fi
}

if missing peaks; then
  ./submit-scripts/train-local.sh
fi
study 2-F-2 '[2]' '[0]' 2
study 4-F-2 '[4]' '[0]' 2
study 4-FCF-2 '[4]' '[1]' 2
study 8-F-2 '[8]' '[0]' 2
study 4-F-3 '[4]' '[0]' 3
if missing indian-pines; then
  ./submit-scripts/train-local.sh --config data/indian-pines.conf "${scene[@]}"
fi
# Experiments go on where they were.
./submit-scripts/layer-parallel.sh experiment peaks-statistics
./submit-scripts/layer-parallel.sh experiment peaks-work-units
./submit-scripts/layer-parallel.sh experiment initialization
