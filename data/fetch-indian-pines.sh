#!/usr/bin/env bash
# Fetches the Indian Pines scene into data/indian-pines and checks it: fetch-indian-pines.sh [--all-bands]
#
# Without an option the cube of 200 bands, from which the bands in which water absorbs the light are left out; with
# --all-bands that of 220. SCENE_URL: where to fetch from, a directory with the files in it; default the University of
# the Basque Country, which gives each a directory of its own.
#
# The scene: M. F. Baumgardner, L. L. Biehl, D. A. Landgrebe, "220 Band AVIRIS Hyperspectral Image Data Set: June 12,
# 1992 Indian Pine Test Site 3", Purdue University Research Repository, 2015, doi 10.4231/R7RX991C.
set -euo pipefail

data=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
target=$data/indian-pines
job=$data/../submit-scripts/layer-parallel.sh
# Two names of the university.
hosts=(https://www.ehu.eus/ccwintco/uploads https://www.ehu.es/ccwintco/uploads)

ground_truth=Indian_pines_gt.mat
case ${1:-} in
  "") cube=Indian_pines_corrected.mat bands=200 ;;
  --all-bands) cube=Indian_pines.mat bands=220 ;;
  *)
    echo "fetch-indian-pines: $1: unknown option, must be --all-bands or none" >&2
    exit 2
    ;;
esac

fail() {
  echo "fetch-indian-pines: $1" >&2
  exit 1
}

# Where the university has a file.
directory_of() {
  case $1 in
    Indian_pines_corrected.mat) echo 6/67 ;;
    Indian_pines.mat) echo 2/22 ;;
    Indian_pines_gt.mat) echo c/c4 ;;
  esac
}

# The checksum of a file, where it is known.
sha256_of() {
  case $1 in
    Indian_pines_gt.mat) echo 65c4687a8ab04f6da4789799bc3bc4f6e88bccac3ed6a2e6ae367e5e6b9e429c ;;
  esac
}

download() {
  local url=$1 to=$2
  if command -v curl > /dev/null; then
    curl --fail --location --silent --show-error --retry 3 --output "$to" "$url"
  elif command -v wget > /dev/null; then
    wget --quiet --tries=3 --output-document="$to" "$url"
  else
    fail "neither curl nor wget found, one is needed"
  fi
}

check_sum() {
  local file=$1 name=$2 expected actual
  expected=$(sha256_of "$name")
  if [[ -z $expected ]]; then
    echo "$name: no checksum known, only its content is checked"
    return
  fi
  actual=$(sha256sum "$file" | cut -d ' ' -f 1)
  [[ $actual == "$expected" ]] || fail "$name: its SHA-256 is $actual, must be $expected; another file lies there now"
  echo "$name: checksum right"
}

fetch() {
  local name=$1 url urls=()
  if [[ -n ${SCENE_URL:-} ]]; then
    urls=("${SCENE_URL%/}/$name")
  else
    urls=("${hosts[@]/%//$(directory_of "$name")/$name}")
  fi
  for url in "${urls[@]}"; do
    echo "$name: fetching $url"
    if download "$url" "$scratch/$name"; then
      check_sum "$scratch/$name" "$name"
      return
    fi
  done
  fail "$name: cannot be fetched; set SCENE_URL to another place that has it, or put it into $target yourself"
}

mkdir -p "$target"
# Beside the files, so that putting them in place is a rename; nothing unchecked gets their names.
scratch=$(mktemp -d "$target/.incomplete-XXXXXX")
trap 'rm -rf "$scratch"' EXIT

needed=()
for name in "$cube" "$ground_truth"; do
  if [[ -s $target/$name ]]; then
    echo "$name: is there already"
    cp "$target/$name" "$scratch/$name"
  else
    fetch "$name"
    needed+=("$name")
  fi
done

echo
(cd "$scratch" && "$job" scene --cube "$cube" --ground-truth "$ground_truth" --shape "145x145x$bands" --classes 16) \
  || fail "the files are not what they should be, see above; delete those that are there already and try again"

for name in "${needed[@]}"; do
  mv "$scratch/$name" "$target/$name"
done
echo
echo "The scene is in $target. To train on it, from the project's directory:"
if [[ $cube == Indian_pines.mat ]]; then
  echo "  ./submit-scripts/train-local.sh --config data/indian-pines.conf --set data.scene.cube=data/indian-pines/$cube"
else
  echo "  ./submit-scripts/train-local.sh --config data/indian-pines.conf"
fi
