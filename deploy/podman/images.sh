# Sourced by ../try: images of the services, the simulator and Neo4j, of what this machine has. Nothing is fetched.

# The C library the run-time in $1 is linked to, its loader, and what looks up names.
libraries() {
    { find "$1" \( -name '*.so*' -o -path '*/bin/java' \) -print0 | xargs -0 -n 1 ldd 2>/dev/null || true; } |
        grep -oE '(=> )?/[^ ]+' | sed 's/^=> //' | grep -v "^$1" | sort -u
    # Loaded by name, or by SQLite, Neo4j and Kafka, whose libraries are in their jars.
    for name in libnss_dns.so.2 libnss_files.so.2 libresolv.so.2 libgcc_s.so.1 libstdc++.so.6 libm.so.6 libdl.so.2 librt.so.1 libpthread.so.0 libz.so.1; do
        ldconfig -p | sed -n "s|.*\b$name .* => ||p" | head -n 1
    done
}

# Builds $1 from the folder $2 with the rest of the arguments.
built() {
    name=$1
    folder=$2
    shift 2
    podman build -q --pull=never -t "localhost/ropewalk/$name" "$@" "$folder" >>"$work/logs/images.log" 2>&1 ||
        fail "the image $name was not built: $(tail -n 3 "$work/logs/images.log")"
}

# What stands for a registry's base without shell, and on it a run-time for the two that are no images elsewhere.
base_images() {
    folder=$work/images/base
    root=$folder/root
    java=$work/images/java
    mkdir -p "$root/etc" "$root/tmp" "$java/opt"
    "$JAVA_HOME/bin/jlink" --add-modules java.se,jdk.unsupported,jdk.net,jdk.management,jdk.zipfs,jdk.naming.dns,jdk.crypto.ec,jdk.jfr,jdk.incubator.vector \
        --strip-debug --no-header-files --no-man-pages --generate-cds-archive --output "$java/opt/jre" >>"$work/logs/images.log" 2>&1 ||
        fail "jlink failed: $(tail -n 3 "$work/logs/images.log")"
    libraries "$java/opt/jre" | sort -u | while read -r library; do
        mkdir -p "$root$(dirname "$library")"
        cp -L "$library" "$root$library"
    done
    echo 'ropewalk:x:185:185::/tmp:/sbin/nologin' >"$root/etc/passwd"
    echo 'ropewalk:x:185:' >"$root/etc/group"
    echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
    chmod 1777 "$root/tmp"
    built base "$folder" -f deploy/podman/Dockerfile.base
    built java "$java" -f deploy/podman/Dockerfile.java
    rm -rf "$work/images"
}

# The simulator or Neo4j: an image of name $1 from the folder $2, with the options of the JVM in $3 and in the rest.
app_image() {
    context=$work/images/$1
    image=$1
    mkdir -p "$context"
    cp -r "$2" "$context/app"
    options=$3
    shift 3
    { cat "$options" && printf '%s\n' "$@"; } >"$context/app/java.options"
    built "$image:local" "$context" -f deploy/podman/Dockerfile.app
    rm -rf "$context"
}

# deploy/images/stage as a build stage runs it: /opt is its alone, in a mount namespace of its own, so that paths are those
# of the image, which an AOT cache depends on. The JDK may be in the machine's /opt, so it is put elsewhere.
staged() {
    # shellcheck disable=SC2016 # expanded by the inner shell
    unshare -m sh -c 'mount --bind "$JAVA_HOME" "$1/jdk" && mount --bind "$1/opt" /opt && shift &&
        JAVA_HOME=$0/jdk STAGE_BUILT=1 exec deploy/images/stage "$@"' "$work/stage" "$work/stage" "$@" \
        >"$work/logs/stage.log" 2>&1 9>&- || fail "deploy/images/stage failed: $(tail -n 5 "$work/logs/stage.log")"
}

# The last stage of deploy/images/Dockerfile.jvm; the one before it was done by staged(). The user is that of the pods.
recipe() {
    sed -e '/^FROM .* AS build$/,/^$/d' -e 's| /opt/ropewalk/bom.json||' -e 's|65532:65532|185:185|' deploy/images/Dockerfile.jvm |
        if $aot; then cat; else sed -e '/app\.aot /d' -e 's|"-XX:AOTCache=[^"]*", ||'; fi
}

service_image() {
    rm -rf "$work/stage/opt/ropewalk"
    if $aot; then staged "$1"; else staged --untrained "$1"; fi
    built "$1:local" "$work/context" -f "$work/Dockerfile" --build-context "build=$work/stage" --build-arg "SERVICE=$1" \
        --build-arg BASE=localhost/ropewalk/base --build-arg "BASE_DIGEST=$digest"
}

images() {
    if $aot && { [ ! -d bench/target/lib ] || [ -n "$(find bench/src/main bench/pom.xml -newer bench/target/classes -print -quit)" ]; }; then
        ./mvnw -B -q -Dquick -pl bench package >"$work/logs/build.log" 2>&1 9>&- ||
            fail "the training was not built: $(tail -n 5 "$work/logs/build.log")"
    fi
    base_images
    digest=$(podman image inspect --format '{{.Digest}}' localhost/ropewalk/base)
    say "the base is built"
    mkdir -p "$work/stage/opt" "$work/stage/jdk" "$work/context"
    recipe >"$work/Dockerfile"
    for service in $services; do
        service_image "$service"
        $aot && say "the image of $service is built"
    done
    jars=$work/images/folder
    mkdir -p "$jars"
    cp -r simulator/target/simulator.jar simulator/target/lib "$jars"
    app_image simulator "$jars" /dev/null -XX:+UseSerialGC -Xmx384m -jar simulator.jar
    app_image neo4j-local neo4j-local/target/neo4j-local neo4j-local/target/neo4j-local/jvm.options -jar neo4j-local.jar
    rm -rf "$work/images" "$work/stage" "$work/context"
    say "images of seven programs are built"
}
