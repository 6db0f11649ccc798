# Sourced by ../try: a podman of its own, the overlay in it, and what is asked of it.

ports="7687 8081 8082 8083 8084 8085 8090 9081 9082 9083 9084 9085"

free_ports() {
    for port in $ports; do
        if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            fail "port $port is in use, by ./local or another deploy/try perhaps; end what listens there: ss -ltnp 'sport = :$port'" 2
        fi
    done
}

# A podman that shares nothing with the machine's own: images, volumes, secrets, networks. $work/podman is it.
configure() {
    mkdir -p "$work/networks"
    cat >"$work/containers.conf" <<CONF
[containers]
default_ulimits = ["nofile=10000:10000", "nproc=5000:5000"]
[network]
network_backend = "netavark"
network_config_dir = "$work/networks"
[engine]
events_logger = "file"
runtime = "crun"
CONF
    [ -d /run/systemd/system ] || echo 'cgroup_manager = "cgroupfs"' >>"$work/containers.conf"
    # crun takes version 1 or version 2 of control groups, not both at once; the second is put out of its sight.
    if mountpoint -q /sys/fs/cgroup/unified 2>/dev/null; then
        cat >"$work/crun" <<'SCRIPT'
#!/bin/sh
exec unshare -m sh -c 'umount /sys/fs/cgroup/unified && exec crun "$@"' crun "$@"
SCRIPT
        chmod +x "$work/crun"
        printf '[engine.runtimes]\ncrun = ["%s"]\n' "$work/crun" >>"$work/containers.conf"
    fi
    cat >"$work/podman" <<SCRIPT
#!/bin/sh
CONTAINERS_CONF='$work/containers.conf' exec podman --root '$work/storage' --runroot '$work/run' "\$@" 9>&-
SCRIPT
    chmod +x "$work/podman"
}

# What it starts outlives a run that was killed, and must not hold the lock of that run.
podman() {
    "$work/podman" "$@" 9>&-
}

# All but the logs. Its state is thrown away, so nothing is asked to stop first.
remove() {
    {
        podman pod rm -af -t 0
        podman rm -af -t 0
        podman network rm -f "$network"
    } >/dev/null 2>&1 || true
    orphans
    # Images, volumes and secrets are files of its own, below what it mounted.
    awk -v under="$work/" 'index($2, under) == 1 { print $2 }' /proc/mounts | sort -r | while read -r mounted; do
        umount "$mounted" || true
    done
    # Keys that this run made, and nobody else's.
    [ ! -e "$work/keys-made" ] || rm -rf deploy/overlays/local/.local
    find "$work" -mindepth 1 -maxdepth 1 ! -name logs -exec rm -rf {} + && rm -rf deploy/podman/.local ||
        echo "try: not all of $work could be removed" >&2
}

# What podman no longer knows, of a run killed between two of its steps: monitors, which hold the ports, what they watch, and
# the addresses that the name server read last.
orphans() {
    for process in /proc/[0-9]*; do
        if [ "$(cat "$process/comm" 2>/dev/null)" = conmon ] && tr '\0' ' ' <"$process/cmdline" 2>/dev/null | grep -qF " $work/"; then
            xargs -r kill -9 <"$process/task/${process##*/}/children" 2>/dev/null || true
            kill -9 "${process##*/}" 2>/dev/null || true
        fi
    done
    rm -f "/run/containers/networks/aardvark-dns/$network"
}

# ---- the overlay

# Leaves in $kustomize what renders.
renderer() {
    if command -v kustomize >/dev/null; then
        kustomize="kustomize build"
    elif [ -x .local/bin/kustomize ]; then
        kustomize=".local/bin/kustomize build"
    elif command -v kubectl >/dev/null; then
        kustomize="kubectl kustomize"
    elif command -v go >/dev/null; then
        GOBIN=$PWD/.local/bin go install sigs.k8s.io/kustomize/kustomize/v5@v5.7.1 >&2 ||
            fail "go could not build kustomize; install kustomize or kubectl." 2
        kustomize=".local/bin/kustomize build"
    else
        fail "none of kustomize, kubectl and go found; install one of them." 2
    fi
}

play() {
    mkdir -p deploy/podman/.local
    printf 'ROPEWALK_SIMULATOR_HOSTS=%s\nROPEWALK_SIMULATOR_EVENTS=%s\n' "$hosts" "$events" >deploy/podman/.local/simulator.env
    (
        umask 077
        [ -e deploy/overlays/local/.local ] || touch "$work/keys-made"
        # shellcheck disable=SC2086 # a command and its word
        deploy/overlays/local/keys token >"$work/header" &&
            sed 's/^Authorization: Bearer //' "$work/header" >"$work/token" &&
            $kustomize deploy/podman >"$work/overlay.yaml"
    ) || fail "the overlay was not rendered; what stands above says why."
    # Since 4.4 podman reads Secrets as a cluster does; before, they are made by hand, and of what is not encoded.
    [ "$(printf '4.4\n%s\n' "$version" | sort -V | head -n 1)" = 4.4 ] || secrets
    podman network create "$network" >>"$work/logs/pods.log" 2>&1 ||
        fail "podman made no network: $(tail -n 3 "$work/logs/pods.log")"
    podman kube play --start=false --network "$network" "$work/overlay.yaml" >"$work/logs/play.log" 2>&1 ||
        fail "podman did not play the overlay: $(tail -n 3 "$work/logs/play.log")"
    rm "$work/overlay.yaml"
    # Whom the others ask comes first: a name that was not known is not looked up again for ten seconds.
    for pod in simulator $services; do
        named "$pod"
        podman pod start "$pod-pod-0" >>"$work/logs/pods.log" 2>&1 || fail_of "$pod" "its pod did not start."
    done
}

# A Service without a cluster: its name leads to its pod.
named() {
    infra=$(podman pod inspect "$1-pod-0" --format '{{.InfraContainerID}}')
    podman network disconnect "$network" "$infra"
    podman network connect --alias "$1" "$network" "$infra"
}

secrets() {
    (
        umask 077
        mkdir -p "$work/secrets"
        # kustomize writes one "key: base64" a line, two blanks deep, under "data:".
        awk -v folder="$work/secrets" '
            /^---/ { kind = ""; data = 0; lines = "" }
            /^[a-z]/ { data = 0 }
            /^data:/ { data = 1; next }
            data && /^  / { lines = lines $1 " " $2 "\n" }
            /^kind: Secret$/ { kind = "Secret" }
            kind == "Secret" && /^  name: / { printf "%s", lines > (folder "/" $2) ; close(folder "/" $2) }
        ' "$work/overlay.yaml"
        # What it would make of the Secrets themselves is neither of the two below.
        awk 'BEGIN { RS = "---\n"; ORS = "---\n" } !/\nkind: Secret\n/' "$work/overlay.yaml" |
            sed 's/^\( *\)secretName: \(.*\)/\1secretName: \2-file\n\1optional: false/' >"$work/played.yaml"
        mv "$work/played.yaml" "$work/overlay.yaml"
    )
    # For a variable it takes the values alone, encoded; for a file in a volume the object, with values as they are.
    for file in "$work"/secrets/*; do
        name=${file##*/}
        sed 's/^\(.*\): \(.*\)$/"\1": "\2"/' "$file" | paste -sd, | sed 's/.*/{&}/' | podman secret create "$name" - >/dev/null
        {
            printf 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\ndata:\n' "$name"
            while read -r key value; do
                printf '  %s "%s"\n' "$key" "$(printf '%s' "$value" | base64 -d)"
            done <"$file"
        } | podman secret create "$name-file" - >/dev/null
    done
    rm -rf "$work/secrets"
}

# ---- what goes wrong

# Ends the run because of the program $1.
fail_of() {
    culprit=$1
    fail "$1: $2"
}

# Keeps the logs of all, and shows the end of the one it was, or who is not well.
tell() {
    [ -e "$work/podman" ] || return 0
    podman ps -a --format '{{.Names}}\t{{.Status}}' >"$work/logs/pods.txt" 2>/dev/null || return 0
    while IFS=$'\t' read -r container state; do
        case $container in
        *-infra) continue ;;
        esac
        podman logs "$container" >"$work/logs/$container.log" 2>&1 || true
        case $state in
        Up*) ;;
        *) echo "try: $container is not up: $state" >&2 ;;
        esac
    done <"$work/logs/pods.txt"
    log=$work/logs/${culprit:-none}-pod-0-service.log
    if [ -s "$log" ]; then
        echo "try: the last of $log:" >&2
        tail -n 12 "$log" | cut -c 1-400 >&2
    fi
}

# ---- what is asked of it

ready() {
    curl -fs -o /dev/null -m 3 "http://127.0.0.1:$1/q/health/ready"
}

management() {
    case $1 in
    auth-service) echo 9081 ;;
    inventory-sync) echo 9082 ;;
    event-stream) echo 9083 ;;
    ioc-sync) echo 9084 ;;
    alert-ops) echo 9085 ;;
    esac
}

# Waits for the readiness of $1: $2 seconds at most, looking every $3. The default is the patience of the manifests' startup
# probe, after which a cluster would start the container again.
await() {
    port=$(management "$1")
    until=$((SECONDS + ${2:-180}))
    until ready "$port"; do
        [ "$SECONDS" -lt "$until" ] ||
            fail_of "$1" "not ready after ${2:-180} s: $(curl -sS -m 3 "http://127.0.0.1:$port/q/health/ready" 2>&1 | tr -s ' \n' ' ' | cut -c 1-300)"
        sleep "${3:-1}"
    done
}

# The main job: $1 is its name, the rest are options of local-run.
job() {
    say "the $1 job"
    pass=$1
    shift
    if ! ROPEWALK_LOCAL_TOKEN_FILE=$work/token timeout --foreground 900 "$JAVA_HOME/bin/java" -Xmx128m -XX:+UseSerialGC \
        --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -jar local-run/target/local-run.jar "$PWD" \
        --attach --once --json --hosts "$hosts" --indicators "$indicators" "$@"; then
        fail "the $pass job did not succeed; what stands above says why."
    fi
}

process_of() {
    podman inspect "$1-pod-0-service" --format '{{.State.Pid}}'
}

declare -A memory start

# A JVM that finds its cache unfit runs without it and says nothing.
cached() {
    grep -q app.aot "/proc/$(process_of "$1")/maps" || fail_of "$1" "its AOT cache was not used."
}

# Leaves in memory what the only process of a service holds, in MiB.
resident() {
    memory[$1]=$(awk '/^VmRSS:/ { printf "%d", $2 / 1024 }' "/proc/$(process_of "$1")/status") || fail_of "$1" "it has no process."
}

# As the kernel does it when memory runs out: no signal that could be answered. Leaves in start how long the process that
# came in its place took to be ready, in seconds.
killed() {
    before=$(process_of "$1")
    [ "$before" -gt 0 ] || fail_of "$1" "it has no process."
    kill -9 "$before"
    until [ ! -e "/proc/$before" ]; do sleep 0.1; done
    await "$1" 180 0.1
    now=$(cut -d ' ' -f 1 /proc/uptime)
    after=$(process_of "$1")
    [ "$after" != "$before" ] || fail_of "$1" "its process was killed and is there still."
    # What stands after the name in brackets; the 20th of it is the start, in ticks since the machine's.
    start[$1]=$(sed 's/.*) //' "/proc/$after/stat" | awk -v now="$now" -v tick="$(getconf CLK_TCK)" '{ printf "%.1f", now - $20 / tick }')
}

# Stops the pod of $1. The service goes first, as in a cluster: podman would take its network away meanwhile, and the other
# end of its connections would never hear that they are closed. Then waits for the monitors of its containers: the last
# thing they do is to stop what is left of the pod, and a pod that was started again before that would be it.
stopped() {
    monitors=$(podman pod inspect "$1-pod-0" --format '{{range .Containers}}{{.Id}} {{end}}' | xargs -n 1 "$work/podman" inspect --format '{{.State.ConmonPid}}')
    {
        podman stop -t 30 "$1-pod-0-service" && podman pod stop -t 30 "$1-pod-0"
    } >>"$work/logs/pods.log" 2>&1 || fail_of "$1" "its pod did not stop."
    until=$((SECONDS + 60))
    for monitor in $monitors; do
        until [ ! -e "/proc/$monitor" ]; do
            [ "$SECONDS" -lt "$until" ] || fail_of "$1" "its pod was stopped, but not all of it ended."
            sleep 0.1
        done
    done
}

asked() {
    curl -fsS -m 20 "http://127.0.0.1:8090/_sim/$1" | tr -d ' \n\r'
}

# The first number called $1 in the JSON on standard input; 0 when there is none.
number() {
    { grep -oE "\"$1\":[0-9]+" || echo ":0"; } | head -n 1 | grep -oE '[0-9]+$'
}

# How many events the feed of the simulated customer has by now.
events_sent() {
    asked streams | grep -oE '"count":[0-9]+' | awk -F : '{ all += $2 } END { print all + 0 }'
}

# What happens while nobody reads: a second's worth and no more.
more_events() {
    curl -fsS -m 5 -o /dev/null -d '{"eventsPerSecond":500}' http://127.0.0.1:8090/_sim/streams
    sleep 2
    curl -fsS -m 5 -o /dev/null -d '{"eventsPerSecond":0}' http://127.0.0.1:8090/_sim/streams
    sent=$(events_sent)
    [ "$sent" -gt "$events" ] || fail "the simulator made no events while event-stream was away."
    say "$((sent - events)) events came while event-stream was away"
}

# How many IOCs were made over the API, counted in calls: none may be made again.
iocs_created() {
    asked requests | { grep -oE '"POST/iocs/entities/indicators/v1201":[0-9]+' || echo :0; } | grep -oE '[0-9]+$'
}

must_be() {
    [ "$2" = "$3" ] || fail "$1: $2 instead of $3."
}

# What the simulator and the graph's run say after all the killing.
held() {
    received=$(asked received/http)
    must_be "events that arrived" "$(number unique <<<"$received")" "$(events_sent)"
    for wrong in duplicates corrupted unknown outOfOrder untracked; do
        must_be "events received as $wrong" "$(number "$wrong" <<<"$received")" 0
    done
    must_be "IOCs" "$(asked 'iocs?limit=0' | number total)" "$indicators"
    must_be "calls that made IOCs" "$(iocs_created)" "$created"
    once=$([ "$alerts" = 0 ] || echo "\"1\":$alerts")
    must_be "alerts by how often they were written" "$(asked 'alerts?limit=0' | grep -oE '"written":\{[^}]*\}')" "\"written\":{$once}"
    sync=$(curl -fsS -m 20 -H "@$work/header" 'http://127.0.0.1:8082/v1/tenants/demo/syncs?limit=1' | tr -d ' \n\r')
    must_be "hosts found unchanged by the second job" "$(number unchanged <<<"$sync")" "$hosts"
    for changed in created updated retired; do
        must_be "hosts $changed by the second job" "$(number "$changed" <<<"$sync")" 0
    done
    must_be "mistakes the simulator saw" "$(asked violations | number total)" 0
}

figures() {
    printf '%-15s %10s %14s %16s\n' service 'image, MB' 'ready after, s' 'resident, MiB'
    for service in $services; do
        size=$(podman image inspect "localhost/ropewalk/$service:local" --format '{{.Size}}')
        printf '%-15s %10s %14s %16s\n' "$service" $((size / 1000000)) "${start[$service]}" "${memory[$service]}"
    done
    echo "JVM$($aot && echo " with an AOT cache"), options of deploy/images; ready: after kill -9, from the start of the process; resident: VmRSS after the main job."
    echo "On $(nproc) processors with a load of $(cut -d ' ' -f 1 /proc/loadavg): the start is an upper bound when that is more than the programs' own."
}
