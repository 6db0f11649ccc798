package io.ropewalk.system.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What must hold of every pod. */
enum PodPolicy implements Policy {
    IMAGE_IS_PINNED(PodPolicy::images),
    NOT_ROOT(PodPolicy::users),
    HARDENED(PodPolicy::hardening),
    NOTHING_OF_THE_NODE(PodPolicy::node),
    LIMITED(PodPolicy::limits),
    ONLY_ITS_OWN_TOKEN(PodPolicy::tokens),
    PROBED_ON_THE_MANAGEMENT_PORT(PodPolicy::probes),
    GRACE_COVERS_THE_DRAIN(PodPolicy::grace),
    PLACED(PodPolicy::placement);

    /** How long a service may take to give back what it holds, in seconds. */
    private static final int DRAIN = 20;

    /** How long a start may take on a busy node, in seconds. */
    private static final int START = 60;

    private static final String PINNED = "@sha256:[0-9a-f]{64}$";
    private static final String TAGGED = ":(?!latest$)[A-Za-z0-9_][A-Za-z0-9._-]*$";

    // A reference to a method, which keeps nothing.
    @SuppressWarnings("ImmutableEnumChecker")
    private final BiFunction<Workload, Manifests, Stream<String>> look;

    PodPolicy(BiFunction<Workload, Manifests, Stream<String>> look) {
        this.look = look;
    }

    @Override
    public List<String> breaches(Manifests all) {
        return all.workloads().stream()
                .flatMap(w -> look.apply(w, all).map(wrong -> w.name() + ": " + wrong))
                .toList();
    }

    private static Stream<String> when(boolean wrong, String sentence) {
        return wrong ? Stream.of(sentence) : Stream.empty();
    }

    private static Stream<String> images(Workload workload, Manifests all) {
        String wanted = all.isLocal() ? ".*(" + TAGGED + "|" + PINNED + ")" : ".*" + PINNED;
        return workload.containers()
                .map(c -> c.path("image").asText())
                .filter(image -> !image.matches(wanted))
                .map(image -> "the image " + image + " is not pinned");
    }

    private static Stream<String> users(Workload workload, Manifests all) {
        JsonNode pod = workload.pod().path("securityContext");
        return Stream.concat(
                when(
                        !pod.path("runAsNonRoot").asBoolean() || pod.path("runAsUser").asInt() <= 0,
                        "the pod does not say which user it is, other than root"),
                workload.containers()
                        .map(c -> c.path("securityContext"))
                        .filter(c ->
                                !c.path("runAsNonRoot").asBoolean(true)
                                        || c.path("runAsUser").asInt(1) == 0)
                        .map(c -> "a container may be root"));
    }

    private static Stream<String> hardening(Workload workload, Manifests all) {
        return Stream.concat(
                when(
                        !workload.pod()
                                .at("/securityContext/seccompProfile/type")
                                .asText()
                                .equals("RuntimeDefault"),
                        "no seccomp profile"),
                workload.containers()
                        .map(c -> c.path("securityContext"))
                        .flatMap(c ->
                                Stream.of(
                                                when(
                                                        c.path("allowPrivilegeEscalation")
                                                                .asBoolean(true),
                                                        "privileges may grow"),
                                                when(
                                                        c.path("privileged").asBoolean(),
                                                        "a privileged container"),
                                                when(
                                                        !c.path("readOnlyRootFilesystem")
                                                                .asBoolean(),
                                                        "the root can be written"),
                                                when(
                                                        !c.at("/capabilities/drop/0")
                                                                .asText()
                                                                .equals("ALL"),
                                                        "capabilities are not dropped"),
                                                when(
                                                        !c.at("/capabilities/add").isEmpty(),
                                                        "capabilities are added"))
                                        .flatMap(s -> s)));
    }

    private static Stream<String> node(Workload workload, Manifests all) {
        return Stream.concat(
                Stream.of("hostNetwork", "hostPID", "hostIPC")
                        .filter(key -> workload.pod().path(key).asBoolean())
                        .map(key -> "has " + key),
                workload.volumes()
                        .filter(v ->
                                v.has("hostPath")
                                        || (v.has("emptyDir")
                                                && !v.path("emptyDir").has("sizeLimit")))
                        .map(v ->
                                "the volume "
                                        + v.path("name").asText()
                                        + " can fill the node's disk, or is it"));
    }

    private static Stream<String> limits(Workload workload, Manifests all) {
        return workload.containers()
                .flatMap(c ->
                        Stream.of(
                                        "/resources/requests/cpu",
                                        "/resources/requests/memory",
                                        "/resources/limits/cpu",
                                        "/resources/limits/memory")
                                .filter(pointer -> c.at(pointer).isMissingNode())
                                .map(pointer -> c.path("name").asText() + " lacks " + pointer));
    }

    private static Stream<String> tokens(Workload workload, Manifests all) {
        String account = workload.pod().path("serviceAccountName").asText();
        boolean shared =
                all.workloads().stream()
                                .filter(w ->
                                        w.pod().path("serviceAccountName").asText().equals(account))
                                .count()
                        > 1;
        boolean mounted =
                workload.pod().path("automountServiceAccountToken").asBoolean(true)
                        || all.find("ServiceAccount", account)
                                .map(a -> a.path("automountServiceAccountToken").asBoolean(true))
                                .orElse(true);
        Stream<String> foreign =
                workload.volumes()
                        .flatMap(v -> Manifests.each(v.at("/projected/sources")))
                        .map(s -> s.path("serviceAccountToken"))
                        .filter(t -> !t.isMissingNode())
                        // auth-service reads the keys of such tokens, which the API server has.
                        .filter(t ->
                                !t.path("audience")
                                        .asText("none")
                                        .equals(
                                                workload.name().equals("auth-service")
                                                        ? "none"
                                                        : "auth-service"))
                        .map(t -> "a token for another audience than it needs");
        return Stream.of(
                        when(shared || account.isEmpty(), "no service account of its own"),
                        when(mounted, "the account's own token is mounted"),
                        foreign)
                .flatMap(s -> s);
    }

    private static Stream<String> probes(Workload workload, Manifests all) {
        if (!Manifests.SERVICES.contains(workload.name())) {
            return when(!workload.main().has("readinessProbe"), "no probe");
        }
        JsonNode startup = workload.main().path("startupProbe");
        int patience =
                startup.path("periodSeconds").asInt() * startup.path("failureThreshold").asInt();
        return Stream.concat(
                when(patience < START, "a start may take only " + patience + " s"),
                Stream.of("startup started", "liveness live", "readiness ready")
                        .map(pair -> pair.split(" ", 2))
                        .filter(pair -> {
                            JsonNode get = workload.main().path(pair[0] + "Probe").path("httpGet");
                            return !get.path("path").asText().equals("/q/health/" + pair[1])
                                    || !get.path("port").asText().equals("management");
                        })
                        .map(pair -> "no " + pair[0] + " probe on the management port"));
    }

    private static Stream<String> grace(Workload workload, Manifests all) {
        if (!Manifests.SERVICES.contains(workload.name())) {
            return Stream.empty();
        }
        int before = workload.main().at("/lifecycle/preStop/sleep/seconds").asInt();
        int grace = workload.pod().path("terminationGracePeriodSeconds").asInt();
        return Stream.concat(
                when(before < 1, "it stops before the others know"),
                when(
                        grace < before + DRAIN,
                        "killed after " + grace + " s, before it has stopped"));
    }

    private static Stream<String> placement(Workload workload, Manifests all) {
        boolean ranked =
                all.find("PriorityClass", workload.pod().path("priorityClassName").asText())
                        .isPresent();
        boolean spread =
                Manifests.each(workload.pod().path("topologySpreadConstraints"))
                                .filter(c ->
                                        Manifests.selects(
                                                c.path("labelSelector"), workload.labels()))
                                .filter(c ->
                                        Manifests.each(c.path("matchLabelKeys"))
                                                .anyMatch(k ->
                                                        k.asText()
                                                                .equals("app.kubernetes.io/name")))
                                .map(c -> c.path("topologyKey").asText())
                                .distinct()
                                .count()
                        == 2;
        return Stream.concat(
                when(!ranked, "a priority class that is not there"),
                when(!spread, "not spread over nodes and zones"));
    }
}
