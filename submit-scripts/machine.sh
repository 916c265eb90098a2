# Defines describe_machine, which prints what a table of measurements must say of where it was measured, as Markdown. To
# be sourced by bash scripts that have set java and project; see benchmark-kernels.sh.

# The value of a line of lscpu, whose names of fields are given as an extended regular expression.
lscpu_field() {
  LC_ALL=C lscpu 2> /dev/null | sed -nE "s/^($1): *//p" | head -n 1
}

java_property() {
  "$java" -XshowSettings:properties -version 2>&1 | sed -nE "s/^ *$1 = //p"
}

# The kernel's own figure, as others count otherwise what it keeps for itself.
memory() {
  awk '/^MemTotal:/ { printf "%.1f GiB", $2 / 1048576 }' /proc/meminfo 2> /dev/null || true
}

caches() {
  local level size all=
  for level in L1d L2 L3; do
    size=$(lscpu_field "$level cache")
    all+=${size:+, $level $size}
  done
  echo "${all#, }"
}

operating_system() {
  local name=
  # shellcheck source=/dev/null
  [[ ! -r /etc/os-release ]] || name=$(source /etc/os-release && echo "${PRETTY_NAME:-}")
  echo "${name:+$name, }$(uname -sr), $(uname -m)"
}

commit() {
  local hash
  hash=$(git -C "$project" rev-parse --short=12 HEAD 2> /dev/null) || hash=unknown
  # The measurements' own tables are not what is measured.
  git -C "$project" diff --quiet HEAD -- . ':!docs' 2> /dev/null || hash+=", and changes not committed"
  echo "$hash"
}

describe_machine() {
  local model cores cached installed
  model=$(lscpu_field 'Model name')
  cores=$(getconf _NPROCESSORS_ONLN)
  cached=$(caches)
  installed=$(memory)
  echo "- CPU: ${model:-unknown}, $cores cores"
  echo "- caches: ${cached:-unknown}"
  echo "- memory: ${installed:-unknown}"
  echo "- system: $(operating_system)"
  echo "- Java: $(java_property java.version), $(java_property java.vm.name), $(java_property java.vendor)"
  echo "- commit: $(commit)"
  echo "- date: $(date -u +%Y-%m-%d)"
}
