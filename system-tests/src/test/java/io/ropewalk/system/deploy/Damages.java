package io.ropewalk.system.deploy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** At least one for each policy: what it must notice. */
final class Damages {
    private static final String LOCAL = "local";
    private static final String PRODUCTION = "production";
    private static final String DEPLOYMENT = "Deployment";
    private static final String STREAM = "event-stream";
    private static final String AUTH = "auth-service";
    private static final String INVENTORY = "inventory-sync";
    private static final String ALERTS = "alert-ops";
    private static final String POLICY = "NetworkPolicy";
    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";

    private Damages() {}

    static List<Damage> all() {
        return Stream.of(
                        schema(),
                        pods(),
                        starts(),
                        network(),
                        ways(),
                        references(),
                        services(),
                        trust(),
                        selectors(),
                        numbers())
                .flatMap(s -> s)
                .toList();
    }

    private static Damage pod(Policy policy, String pointer, Object value) {
        return Damage.set(policy, PRODUCTION, DEPLOYMENT, STREAM, pointer, value);
    }

    private static Damage pod(Policy policy, String pointer) {
        return Damage.without(policy, PRODUCTION, DEPLOYMENT, STREAM, pointer);
    }

    private static Stream<Damage> schema() {
        Policy it = Policies.SCHEMA;
        return Stream.of(
                pod(it, CONTAINER + "/livenessProbe/periodSecond", 10),
                pod(it, POD + "/securityContext/runAsNonroot", true),
                pod(it, CONTAINER + "/volumeMounts/0/readonly", true),
                pod(it, "/spec/replicas", "two"),
                pod(it, CONTAINER + "/securityContext/readOnlyRootFilesystem", "true"),
                pod(it, CONTAINER + "/env/-", Map.of("name", "A", "value", 1)),
                pod(it, "/apiVersion", "apps/v1beta1"),
                Damage.set(it, PRODUCTION, POLICY, "dns-out", "/spec/egres", List.of()),
                Damage.set(it, PRODUCTION, "Service", AUTH, "/spec/ports/0/targetport", "http"),
                Damage.set(it, PRODUCTION, "PodDisruptionBudget", AUTH, "/spec/maxUnavailabel", 1));
    }

    private static Stream<Damage> pods() {
        String context = CONTAINER + "/securityContext";
        return Stream.of(
                pod(PodPolicy.IMAGE_IS_PINNED, CONTAINER + "/image", "ropewalk/event-stream"),
                pod(PodPolicy.IMAGE_IS_PINNED, CONTAINER + "/image", "ropewalk/event-stream:1.0"),
                Damage.set(
                        PodPolicy.IMAGE_IS_PINNED,
                        LOCAL,
                        DEPLOYMENT,
                        STREAM,
                        CONTAINER + "/image",
                        "ropewalk/event-stream:latest"),
                pod(PodPolicy.NOT_ROOT, POD + "/securityContext/runAsUser", 0),
                pod(PodPolicy.NOT_ROOT, POD + "/securityContext/runAsNonRoot"),
                pod(PodPolicy.NOT_ROOT, context + "/runAsUser", 0),
                pod(PodPolicy.HARDENED, POD + "/securityContext/seccompProfile"),
                pod(PodPolicy.HARDENED, context + "/allowPrivilegeEscalation"),
                pod(PodPolicy.HARDENED, context + "/readOnlyRootFilesystem", false),
                pod(PodPolicy.HARDENED, context + "/capabilities/drop", List.of("NET_RAW")),
                pod(PodPolicy.HARDENED, context + "/capabilities/add", List.of("NET_ADMIN")),
                pod(PodPolicy.HARDENED, context + "/privileged", true),
                pod(PodPolicy.NOTHING_OF_THE_NODE, POD + "/hostNetwork", true),
                pod(
                        PodPolicy.NOTHING_OF_THE_NODE,
                        POD + "/volumes/-",
                        Map.of("name", "disk", "hostPath", Map.of("path", "/"))),
                pod(
                        PodPolicy.NOTHING_OF_THE_NODE,
                        POD + "/volumes/-",
                        Map.of("name", "more", "emptyDir", Map.of())),
                pod(PodPolicy.LIMITED, CONTAINER + "/resources/limits/memory"),
                pod(PodPolicy.LIMITED, CONTAINER + "/resources/requests/cpu"),
                Damage.without(
                        PodPolicy.LIMITED,
                        LOCAL,
                        DEPLOYMENT,
                        INVENTORY,
                        POD + "/containers/1/resources/limits/cpu"),
                pod(PodPolicy.ONLY_ITS_OWN_TOKEN, POD + "/automountServiceAccountToken", true),
                pod(PodPolicy.ONLY_ITS_OWN_TOKEN, POD + "/serviceAccountName", AUTH),
                Damage.without(
                        PodPolicy.ONLY_ITS_OWN_TOKEN,
                        PRODUCTION,
                        "ServiceAccount",
                        STREAM,
                        "/automountServiceAccountToken"),
                pod(
                        PodPolicy.ONLY_ITS_OWN_TOKEN,
                        POD + "/volumes/-",
                        projected(Map.of("path", "t"))),
                pod(
                        PodPolicy.ONLY_ITS_OWN_TOKEN,
                        POD + "/volumes/-",
                        projected(Map.of("path", "t", "audience", "vault"))));
    }

    private static Map<String, Object> projected(Map<String, String> token) {
        return Map.of(
                "name",
                "more",
                "projected",
                Map.of("sources", List.of(Map.of("serviceAccountToken", token))));
    }

    private static Stream<Damage> starts() {
        Policy probes = PodPolicy.PROBED_ON_THE_MANAGEMENT_PORT;
        return Stream.of(
                pod(probes, CONTAINER + "/livenessProbe/httpGet/path", "/q/health/ready"),
                pod(probes, CONTAINER + "/readinessProbe/httpGet/port", "http"),
                pod(probes, CONTAINER + "/startupProbe"),
                pod(probes, CONTAINER + "/startupProbe/failureThreshold", 3),
                Damage.without(
                        probes, LOCAL, DEPLOYMENT, "simulator", CONTAINER + "/readinessProbe"),
                pod(PodPolicy.GRACE_COVERS_THE_DRAIN, POD + "/terminationGracePeriodSeconds", 20),
                pod(PodPolicy.GRACE_COVERS_THE_DRAIN, CONTAINER + "/lifecycle"),
                pod(PodPolicy.PLACED, POD + "/topologySpreadConstraints/0"),
                pod(
                        PodPolicy.PLACED,
                        POD + "/topologySpreadConstraints/0/labelSelector/matchLabels",
                        Map.of("app", "other")),
                pod(PodPolicy.PLACED, POD + "/priorityClassName", "ropewalks"));
    }

    private static Damage rule(Policy policy, String name, String pointer, Object value) {
        return Damage.set(policy, PRODUCTION, POLICY, name, pointer, value);
    }

    private static Stream<Damage> network() {
        return Stream.of(
                Damage.gone(NetworkRule.NAMESPACE_IS_CLOSED, PRODUCTION, POLICY, "default-deny"),
                rule(NetworkRule.NAMESPACE_IS_CLOSED, "default-deny", "/spec/egress", List.of()),
                rule(
                        NetworkRule.NAMESPACE_IS_CLOSED,
                        "default-deny",
                        "/spec/policyTypes",
                        List.of("Ingress")),
                Damage.set(
                        NetworkRule.NAMESPACE_IS_CLOSED,
                        PRODUCTION,
                        "Namespace",
                        "ropewalk",
                        "/metadata/labels/pod-security.kubernetes.io~1enforce",
                        "baseline"),
                rule(NetworkRule.NO_OPEN_EGRESS, "https-out", "/spec/egress/-", Map.of()),
                rule(NetworkRule.NO_OPEN_EGRESS, "https-out", "/spec/egress/0/ports", List.of()),
                rule(NetworkRule.NO_OPEN_EGRESS, "https-out", "/spec/egress/0/to", List.of()),
                rule(
                        NetworkRule.NO_OPEN_EGRESS,
                        "dns-out",
                        "/spec/egress/0/to/0",
                        Map.of("namespaceSelector", Map.of())),
                rule(NetworkRule.NO_OPEN_INGRESS, STREAM, "/spec/ingress/0/from", List.of()),
                rule(
                        NetworkRule.NO_OPEN_INGRESS,
                        STREAM,
                        "/spec/ingress/0/from/0",
                        Map.of("podSelector", Map.of())),
                Damage.without(
                        NetworkRule.INTERNET_IS_NOT_THE_INSIDE,
                        PRODUCTION,
                        POLICY,
                        "https-out",
                        "/spec/egress/0/to/0/ipBlock/except"),
                rule(
                        NetworkRule.INTERNET_IS_NOT_THE_INSIDE,
                        "https-out",
                        "/spec/egress/0/ports/0/port",
                        80));
    }

    private static Stream<Damage> ways() {
        return Stream.of(
                rule(
                        NetworkRule.EVERY_SERVICE_PORT_HAS_A_POLICY,
                        STREAM,
                        "/spec/ingress/1/ports/0/port",
                        9090),
                Damage.gone(
                        NetworkRule.EVERY_SERVICE_PORT_HAS_A_POLICY, PRODUCTION, POLICY, ALERTS),
                rule(
                        NetworkRule.EVERY_POLICY_IS_ABOUT_SOMETHING,
                        AUTH,
                        "/spec/ingress/0/from/0/podSelector/matchLabels",
                        Map.of("ropewalk.io/authclient", "true")),
                rule(
                        NetworkRule.EVERY_POLICY_IS_ABOUT_SOMETHING,
                        "kafka-out",
                        "/spec/podSelector/matchLabels",
                        Map.of("app.kubernetes.io/name", "event-streams")),
                Damage.gone(
                        NetworkRule.WHAT_IS_CONFIGURED_CAN_BE_REACHED,
                        PRODUCTION,
                        POLICY,
                        "auth-service-out"),
                Damage.gone(
                        NetworkRule.WHAT_IS_CONFIGURED_CAN_BE_REACHED, LOCAL, POLICY, "simulator"),
                Damage.set(
                        NetworkRule.WHAT_IS_CONFIGURED_CAN_BE_REACHED,
                        PRODUCTION,
                        "ConfigMap",
                        STREAM,
                        "/data/ROPEWALK_AUTH_URL",
                        "http://auth-service:8081"),
                Damage.set(
                        NetworkRule.WHAT_IS_CONFIGURED_CAN_BE_REACHED,
                        PRODUCTION,
                        "ConfigMap",
                        STREAM,
                        "/data/ROPEWALK_AUTH_URL",
                        "http://authservice:8080"));
    }

    private static Stream<Damage> references() {
        Policy there = ReferenceRule.CONFIG_MAPS_AND_SECRETS_ARE_THERE;
        Policy files = ReferenceRule.FILES_ARE_MOUNTED;
        return Stream.of(
                Damage.gone(there, PRODUCTION, "ConfigMap", STREAM),
                pod(there, CONTAINER + "/env/0/valueFrom/secretKeyRef/key", "jaas"),
                pod(there, CONTAINER + "/env/0/valueFrom/secretKeyRef/name", "kafka-user"),
                Damage.gone(there, LOCAL, "Secret", "caller-event-stream"),
                pod(there, POD + "/volumes/0/secret/secretName", "kafka-ca"),
                pod(there, POD + "/volumes/0/secret/items/0/key", "ca.pem"),
                pod(ReferenceRule.MOUNTS_HAVE_A_VOLUME, CONTAINER + "/volumeMounts/0/name", "ca"),
                pod(files, CONTAINER + "/volumeMounts/0/mountPath", "/etc/kafka"),
                pod(files, POD + "/volumes/1/secret/items/0/path", "ca.pem"),
                pod(files, POD + "/volumes/2/projected/sources/0/serviceAccountToken/path", "jwt"),
                Damage.set(
                        files,
                        PRODUCTION,
                        "ConfigMap",
                        AUTH,
                        "/data/ROPEWALK_TENANTS_ACME_CLIENT_SECRET_FILE",
                        "/etc/ropewalk/falcon/acme/secret"),
                pod(
                        ReferenceRule.SECRETS_ARE_WITH_WHO_NEEDS_THEM,
                        POD + "/volumes/0/secret/secretName",
                        "falcon-acme"),
                Damage.gone(
                        ReferenceRule.CLAIMS_ARE_THERE,
                        LOCAL,
                        "PersistentVolumeClaim",
                        "event-stream-state"));
    }

    private static Damage key(Policy policy, String service, String key, String value) {
        return Damage.set(policy, PRODUCTION, "ConfigMap", service, "/data/" + key, value);
    }

    private static Damage noKey(Policy policy, String service, String key) {
        return Damage.without(policy, PRODUCTION, "ConfigMap", service, "/data/" + key);
    }

    private static Stream<Damage> services() {
        Policy known = ServiceRule.EVERY_KEY_IS_KNOWN;
        Policy missing = ServiceRule.NOTHING_IS_MISSING;
        return Stream.of(
                key(known, STREAM, "ROPEWALK_STREAM_TENANT", "acme"),
                key(known, STREAM, "ROPEWALK_ALERTS_PAGE_LOGIN", "on"),
                key(known, STREAM, "QUARKUS_OIDC_AUTH_SERVERURL", "https://example.com"),
                key(known, STREAM, "QUARKUS_NEO4J_URI", "bolt://example.com"),
                key(known, STREAM, "JAVA_OPTS", "-Xmx1g"),
                pod(
                        known,
                        CONTAINER + "/env/-",
                        Map.of("name", "ROPEWALK_SINKS_X_TYP", "value", "")),
                noKey(missing, STREAM, "ROPEWALK_AUTH_CALLER"),
                noKey(missing, STREAM, "ROPEWALK_STATE_URL"),
                noKey(missing, STREAM, "ROPEWALK_SINKS_KAFKA_TYPE"),
                noKey(missing, INVENTORY, "QUARKUS_NEO4J_URI"),
                noKey(missing, AUTH, "ROPEWALK_TENANTS_ACME_CLIENT_ID"),
                pod(missing, CONTAINER + "/env/1"));
    }

    private static Stream<Damage> trust() {
        Policy callers = ServiceRule.CALLERS_ARE_KNOWN;
        Policy secrets = ServiceRule.NO_SECRET_IN_PRODUCTION;
        return Stream.of(
                noKey(ServiceRule.THE_API_IS_GUARDED, STREAM, "QUARKUS_OIDC_AUTH_SERVER_URL"),
                key(ServiceRule.THE_API_IS_GUARDED, STREAM, "ROPEWALK_SECURITY", "off"),
                key(
                        callers,
                        AUTH,
                        "ROPEWALK_CALLERS_EVENT_STREAM_SERVICE_ACCOUNT",
                        "other:event-stream"),
                noKey(callers, AUTH, "ROPEWALK_CALLERS_EVENT_STREAM_TENANTS"),
                key(callers, STREAM, "ROPEWALK_AUTH_CALLER", "stream"),
                key(
                        ServiceRule.NO_SHARED_SECRET_IN_PRODUCTION,
                        STREAM,
                        "ROPEWALK_AUTH_SECRET",
                        "word"),
                key(
                        ServiceRule.NO_SHARED_SECRET_IN_PRODUCTION,
                        AUTH,
                        "ROPEWALK_CALLERS_EVENT_STREAM_SECRET",
                        "word"),
                key(secrets, STREAM, "ROPEWALK_SINKS_KAFKA_BEARER_TOKEN", "word"),
                pod(
                        secrets,
                        CONTAINER + "/env/0",
                        Map.of(
                                "name",
                                "ROPEWALK_SINKS_KAFKA_PROPERTIES__SASL_JAAS_CONFIG_",
                                "value",
                                "word")),
                key(secrets, AUTH, "ROPEWALK_TENANTS_ACME_CLIENT_SECRET", "word"),
                new Damage(
                        secrets,
                        PRODUCTION,
                        "a Secret",
                        all ->
                                all.objects()
                                        .addAll(
                                                Manifests.read(
                                                        "{kind: Secret, metadata: {name: a}}"))),
                spilt("its value", value -> value),
                spilt(
                        "its value in Base64",
                        value ->
                                Base64.getEncoder()
                                        .encodeToString(
                                                ("x:" + value).getBytes(StandardCharsets.UTF_8))),
                key(
                        ServiceRule.STATE_OF_ITS_OWN,
                        STREAM,
                        "ROPEWALK_STATE_URL",
                        "jdbc:postgresql://postgresql-rw:5432/alert_ops?sslmode=verify-full"
                                + "&sslrootcert=/etc/ropewalk/postgresql/ca.crt"));
    }

    /** Writes what stands in a Secret into a ConfigMap. */
    private static Damage spilt(String what, UnaryOperator<String> form) {
        return new Damage(
                ServiceRule.SECRETS_STAND_IN_SECRETS_ONLY,
                "local",
                what,
                all -> {
                    byte[] value =
                            Base64.getDecoder()
                                    .decode(
                                            all.like("Secret", "caller-alert-ops")
                                                    .at("/data/secret")
                                                    .asText());
                    all.like("ConfigMap", "alert-ops")
                            .withObject("/data")
                            .put("ANY", form.apply(new String(value, StandardCharsets.UTF_8)));
                });
    }

    private static Stream<Damage> selectors() {
        Policy selectors = AvailabilityRule.SELECTORS_MATCH;
        String name = "app.kubernetes.io~1name";
        return Stream.of(
                pod(selectors, "/spec/template/metadata/labels/" + name, "stream"),
                Damage.set(
                        selectors,
                        PRODUCTION,
                        "Service",
                        STREAM,
                        "/spec/selector/" + name,
                        AUTH + "s"),
                Damage.set(
                        selectors,
                        PRODUCTION,
                        "PodDisruptionBudget",
                        STREAM,
                        "/spec/selector/matchLabels",
                        Map.of("app.kubernetes.io/part-of", "ropewalk")),
                Damage.set(
                        AvailabilityRule.PORTS_MATCH,
                        PRODUCTION,
                        "Service",
                        STREAM,
                        "/spec/ports/0/targetPort",
                        "https"),
                pod(AvailabilityRule.PORTS_MATCH, CONTAINER + "/ports/0/containerPort", 8090),
                Damage.without(
                        AvailabilityRule.PORTS_MATCH,
                        LOCAL,
                        "ConfigMap",
                        STREAM,
                        "/data/QUARKUS_HTTP_PORT"));
    }

    private static Stream<Damage> numbers() {
        Policy budgets = AvailabilityRule.A_BUDGET_LEAVES_ONE;
        return Stream.of(
                Damage.gone(budgets, PRODUCTION, "PodDisruptionBudget", AUTH),
                Damage.set(
                        budgets,
                        PRODUCTION,
                        "PodDisruptionBudget",
                        AUTH,
                        "/spec/maxUnavailable",
                        2),
                Damage.set(
                        budgets, PRODUCTION, "PodDisruptionBudget", AUTH, "/spec/minAvailable", 2),
                Damage.set(budgets, LOCAL, "PodDisruptionBudget", AUTH, "/spec/minAvailable", 1),
                Damage.set(
                        AvailabilityRule.TWO_IN_PRODUCTION,
                        PRODUCTION,
                        DEPLOYMENT,
                        AUTH,
                        "/spec/replicas",
                        1),
                Damage.gone(
                        AvailabilityRule.TWO_IN_PRODUCTION,
                        PRODUCTION,
                        "HorizontalPodAutoscaler",
                        STREAM),
                pod(
                        AvailabilityRule.TWO_IN_PRODUCTION,
                        "/spec/strategy/rollingUpdate/maxUnavailable",
                        1),
                Damage.set(
                        AvailabilityRule.A_FILE_HAS_ONE_OWNER,
                        LOCAL,
                        DEPLOYMENT,
                        STREAM,
                        "/spec/replicas",
                        2),
                Damage.set(
                        AvailabilityRule.A_FILE_HAS_ONE_OWNER,
                        LOCAL,
                        DEPLOYMENT,
                        STREAM,
                        "/spec/strategy/type",
                        "RollingUpdate"),
                pod(AvailabilityRule.SCALED_IS_WHAT_IS_THERE, "/spec/replicas", 2),
                Damage.set(
                        AvailabilityRule.SCALED_IS_WHAT_IS_THERE,
                        PRODUCTION,
                        "HorizontalPodAutoscaler",
                        STREAM,
                        "/spec/scaleTargetRef/name",
                        "stream"),
                pod(AvailabilityRule.ALL_IN_ONE_NAMESPACE, "/metadata/namespace", "default"));
    }
}
