# Finds what the build made, after building it if need be. To be sourced by bash scripts that have set project, and have
# a function fail that ends them with a message; see layer-parallel.sh.
#
# require_build sets kernels_jar, job_jar and class_path_file, with which a JVM runs the job; application_jar, the one
# file that spark-submit takes; and spark_class_path_file, which lists the jars of the Spark that it was built with.

class_path_file=$project/spark-job/target/class-path.txt
spark_class_path_file=$project/spark-job/target/spark-class-path.txt

# The jar of a module, or the one named $2, without those of its sources or tests; nothing if it was not built.
jar_of() {
  find "$project/$1/target" -maxdepth 1 -name "${2:-$1}-*.jar" ! -name '*-tests.jar' ! -name '*-sources.jar' \
    ! -name '*-javadoc.jar' 2>/dev/null | sort | tail -n 1
}

is_built() {
  kernels_jar=$(jar_of mgrit-kernels)
  job_jar=$(jar_of spark-job)
  application_jar=$(jar_of spark-job 'layer-parallel-*-spark')
  [[ -f $class_path_file && -f $spark_class_path_file ]] || return 1
  [[ -f $kernels_jar && -f $job_jar && -f $application_jar ]] || return 1
  local newer
  # The job's jar is among the last things that a build writes; what is newer than it was changed since.
  newer=$(find "$project/pom.xml" "$project"/mgrit-kernels/{pom.xml,src/main} "$project"/spark-job/{pom.xml,src/main} \
    -newer "$job_jar" -print -quit)
  [[ -z $newer ]] || return 1
  # The class path names files of the local repository, which may have been emptied since.
  local entry entries
  IFS=: read -r -a entries < "$class_path_file"
  for entry in "${entries[@]}"; do
    [[ -f $entry ]] || return 1
  done
}

build() {
  command -v mvn > /dev/null || fail "no mvn found, Maven 3.6.3 or later is needed to build"
  echo "Building (the first time Maven fetches Spark, which takes some minutes) ..." >&2
  local log=$project/spark-job/target/build.log
  mkdir -p "$(dirname "$log")"
  if ! (cd "$project" && mvn -B -ntp -q -DskipTests package) > "$log" 2>&1; then
    cat "$log" >&2
    fail "the build failed, see above"
  fi
  # Maven leaves a jar alone where nothing in it changed; its time says when it was last known to be right.
  touch "$(jar_of spark-job)"
  is_built || fail "the build left no jars or class path in $project/*/target"
}

require_build() {
  is_built || build
}
