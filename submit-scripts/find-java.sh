# Sets java, the Java to run the job on. To be sourced by bash scripts, which have a function fail that ends them with a
# message; see layer-parallel.sh.

require_java() {
  if [[ -n ${JAVA_HOME:-} ]]; then
    java=$JAVA_HOME/bin/java
    [[ -x $java ]] || fail "JAVA_HOME=$JAVA_HOME has no bin/java, must be a Java 17"
  else
    java=$(command -v java) || fail "no java found, Java 17 is needed"
  fi
  local version major
  version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
  major=${version%%[.-]*}
  [[ $major =~ ^[0-9]+$ && $major -ge 17 ]] || fail "$java is version ${version:-unknown}, must be 17"
  # Java 24 removed the security manager, without which the Hadoop client in Spark 3.5 does not start.
  [[ $major -lt 24 ]] || fail "$java is version $version, must be 17: Spark 3.5 does not start on 24 and later"
}

require_java
