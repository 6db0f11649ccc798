# Sourced by ../mvnw and ../local: the one place that knows where JDKs are.
# Calls the script's own fail with one sentence when there is none.
need=25

# Prints the feature release of the JDK in $1, or nothing.
release_of() {
    [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 0
    "$1/bin/java" -XshowSettings:properties -version 2>&1 |
        sed -n 's/^ *java\.specification\.version = \([0-9]*\).*/\1/p'
}

fits() {
    found=$(release_of "$1")
    [ -n "$found" ] && [ "$found" -ge "$need" ]
}

# Leaves a JDK that is new enough in JAVA_HOME.
choose_jdk() {
    if [ -n "${JAVA_HOME:-}" ] && fits "$JAVA_HOME"; then
        return
    fi
    if on_path=$(command -v java); then
        home=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
        if fits "$home"; then
            JAVA_HOME=$home
            return
        fi
    fi
    best=0
    best_home=
    for home in /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ -d "$home" ] || continue
        if fits "$home" && [ "$found" -gt "$best" ]; then
            best=$found
            best_home=$home
        fi
    done
    [ -n "$best_home" ] || fail "no JDK $need or newer found; install one (for example Temurin $need) or set JAVA_HOME to it."
    JAVA_HOME=$best_home
}
