#!/usr/bin/env bash
# Executes the notebooks: execute.sh [DIRECTORY], which takes those with outputs; without it they get their outputs in
# place. PYTHON: another Python than the python3 of the path, with the modules that README.md names.
set -euo pipefail
to=(--inplace)
if (($#)); then
  to=(--output-dir "$(realpath "$1")")
fi
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"

exec "${PYTHON:-python3}" -m nbconvert --execute --to notebook "${to[@]}" ./*.ipynb
