package io.ropewalk.system.deploy;

import io.ropewalk.system.Repository;
import io.ropewalk.system.run.Api;
import io.ropewalk.system.run.Broker;
import io.ropewalk.system.run.Certificates;
import io.ropewalk.system.run.Cluster;
import io.ropewalk.system.run.Databases;
import io.ropewalk.system.run.Issuer;
import io.ropewalk.system.run.Jwt;
import io.ropewalk.system.run.Ports;
import io.ropewalk.system.run.Secrets;
import io.ropewalk.system.run.Service;
import io.ropewalk.system.run.Suite;
import io.ropewalk.system.run.TlsFront;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The production overlay on this machine: each service as a process with the variables and files
 * that its rendered Deployment gives it. Only where things are is another, and what the overlay
 * leaves to fill in is filled in. ioc-sync has the component {@code opencti} beside.
 */
final class Production implements AutoCloseable {
    static final String TENANT = "/v1/tenants/" + Suite.TENANT;
    static final List<String> CALLERS =
            List.of("inventory-sync", "event-stream", "ioc-sync", "alert-ops");

    /** On a busy machine the first connection to the database may take longer than it is given. */
    private static final int MOST_STARTS = 4;

    private static final String TOPIC = "falcon-events";
    private static final Pattern CANARY = Pattern.compile("canary[a-z]+[0-9a-f]{24}");

    private final Suite suite;
    private final Jwt jwt = Jwt.withFreshKey();
    private final Deque<AutoCloseable> around = new ArrayDeque<>();
    private final Map<String, Map<String, String>> secrets = new TreeMap<>();
    private final Map<String, String> addresses = new HashMap<>();
    private final Map<String, Pod> pods = new TreeMap<>();
    private final Map<String, Service> processes = new TreeMap<>();
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, Api> apis = new TreeMap<>();
    private final Map<String, Map<String, String>> more = new TreeMap<>();
    private final Map<String, Map<String, String>> environments = new TreeMap<>();
    private Databases databases;
    private Certificates certificates;
    private Cluster cluster;
    private Issuer issuer;
    private Broker broker;

    private Production(Path folder) {
        this.suite = new Suite(folder);
    }

    /**
     * What it stands on, up and ready.
     *
     * @param events of the customer's feed
     */
    static Production in(Path folder, int events) throws IOException {
        var production = new Production(folder);
        try {
            production.around(events);
            return production;
        } catch (IOException | RuntimeException | Error e) {
            production.close();
            throw e;
        }
    }

    private void around(int events) throws IOException {
        Path folder = suite.folder();
        Path own = Files.createDirectory(folder.resolve("around"));
        certificates = Certificates.in(own);
        fillSecrets();
        cluster = opened(Cluster.start(certificates));
        issuer = opened(Issuer.start(jwt, "not used here"));
        together(
                () -> {
                    suite.startSimulator(1);
                    suite.simulated()
                            .feed(
                                    Suite.TENANT,
                                    suite.secrets(),
                                    "{\"partitions\":2,\"events\":%d,\"auditEvents\":\"none\"}"
                                            .formatted(events));
                },
                () -> suite.startGraph("graph"),
                () -> databases = opened(Databases.start(own, certificates, owners())),
                () ->
                        broker =
                                opened(
                                        Broker.start(
                                                own,
                                                certificates,
                                                TOPIC,
                                                "event-stream",
                                                password(
                                                        secrets.get("event-stream")
                                                                .get("sasl.jaas.config")))));
        TlsFront graph = opened(new TlsFront(certificates, suite.boltPort()));
        addresses.put("neo4j.neo4j.svc.cluster.local:7687", "127.0.0.1:" + graph.port());
        addresses.put("postgresql-rw:5432", databases.address());
        addresses.put("kafka-kafka-bootstrap:9093", broker.address());
        addresses.put("https://kubernetes.default.svc/", "https://" + cluster.address() + "/");
        addresses.put("https://issuer.example.com/realms/security", issuer.url());
        addresses.put(
                "http://opencti-server.opencti.svc.cluster.local",
                suite.simulated().url() + "/opencti");
    }

    /** The examples as somebody fills them in. */
    private void fillSecrets() throws IOException {
        Overlays.examples()
                .forEach(example -> {
                    Map<String, String> values = new TreeMap<>();
                    String name = Manifests.name(example);
                    example.path("stringData")
                            .properties()
                            .forEach(it -> values.put(it.getKey(), filled(it.getValue().asText())));
                    secrets.put(name, values);
                });
        secrets.get("falcon-acme").put("client-secret", suite.secrets().clientSecret());
        secrets.get("opencti").put("token", suite.secrets().openCtiToken());
    }

    private String filled(String example) {
        return example.endsWith(", PEM")
                ? certificates.authority()
                : example.replace("change-me", Secrets.random("filled"));
    }

    private static String password(String jaas) {
        return jaas.replaceAll(".*password=\"([^\"]+)\".*", "$1");
    }

    private Map<String, String> owners() {
        return secrets.entrySet().stream()
                .filter(it -> it.getValue().containsKey("username"))
                .collect(
                        Collectors.toMap(
                                it -> it.getValue().get("username"),
                                it -> it.getValue().get("password")));
    }

    /** Variables that a service has besides those of its Deployment, from its next start on. */
    Production with(String service, Map<String, String> variables) {
        more.put(service, variables);
        return this;
    }

    /** The five services, up and ready. */
    Production services() {
        for (String service : Manifests.SERVICES) {
            ports.put(service, Ports.free());
            ports.put(service + " management", Ports.free());
            addresses.put("http://" + service + ":8080", api(service).url(""));
            addresses.put("http://" + service + ":9000", management(service).url(""));
        }
        var given = new Pod.Given(cluster, secrets, certificates.authority(), addresses);
        for (String service : Manifests.SERVICES) {
            String overlay = service.equals("ioc-sync") ? "everything" : "production";
            Manifests all = Overlays.all().get(overlay);
            Path root = suite.folder().resolve("pods");
            pods.put(service, new Pod(all.workload(service), all, root, given).mount());
        }
        // Two at a time: all at once, on a busy machine, they wait too long for their first
        // connection.
        for (int i = 0; i < Manifests.SERVICES.size(); i += 2) {
            int end = Math.min(i + 2, Manifests.SERVICES.size());
            Manifests.SERVICES.subList(i, end).forEach(this::launch);
            Manifests.SERVICES.subList(i, end).forEach(this::awaitReady);
        }
        return this;
    }

    private void launch(String service) {
        var environment = new HashMap<>(pods.get(service).environment());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.get(service)));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put(
                "QUARKUS_MANAGEMENT_PORT", String.valueOf(ports.get(service + " management")));
        if (service.equals("auth-service")) {
            // The overlay has a client id to be replaced, and means the real Falcon.
            suite.authEnvironment(0, 0).entrySet().stream()
                    .filter(it -> it.getKey().matches("ROPEWALK_TENANTS_.*(_CLIENT_ID|CLOUD|_URL)"))
                    .forEach(it -> environment.put(it.getKey(), it.getValue()));
        }
        if (service.equals("ioc-sync")) {
            suite.iocEnvironment(service, 0, 0).entrySet().stream()
                    .filter(it -> it.getKey().matches("ROPEWALK_OPENCTI_.*_ID"))
                    .forEach(it -> environment.put(it.getKey(), it.getValue()));
        }
        environment.putAll(more.getOrDefault(service, Map.of()));
        environments.put(service, environment);
        Path jar = Repository.packaged(service, "quarkus-app/quarkus-run.jar");
        String name = service + "-" + (suite.processes().size() + 1);
        processes.put(service, suite.launchJar(name, List.of(), jar, environment));
    }

    /** A container that ends is started again, as the kubelet does. */
    private void awaitReady(String service) {
        for (int starts = 1; ; starts++) {
            try {
                processes.get(service).await(() -> management(service).isUp("/q/health/ready"));
                return;
            } catch (IllegalStateException e) {
                if (starts == MOST_STARTS || !e.getMessage().contains("ended by itself")) {
                    throw e;
                }
                launch(service);
            }
        }
    }

    /** The pod goes and another one comes, at the same address. */
    void replace(String service) {
        processes.get(service).terminate();
        launch(service);
        awaitReady(service);
    }

    /** Every projected token is made anew, as the kubelet does when four fifths of it are over. */
    void renewTokens() {
        pods.values().forEach(Pod::mount);
    }

    Suite suite() {
        return suite;
    }

    Cluster cluster() {
        return cluster;
    }

    Broker broker() {
        return broker;
    }

    Databases databases() {
        return databases;
    }

    /** The variables that a service was started with. */
    Map<String, String> environment(String service) {
        return environments.get(service);
    }

    /** Every port of a service that was called, with all that it answered. */
    Collection<Api> apis() {
        return apis.values();
    }

    Map<String, Pod> pods() {
        return pods;
    }

    /** The words that were filled in and must appear nowhere, by Secret and key. */
    Map<String, String> needles() {
        Map<String, String> needles = new TreeMap<>();
        secrets.forEach((secret, values) ->
                values.forEach((key, value) -> {
                    var found = CANARY.matcher(value);
                    if (found.find()) {
                        needles.put(secret + " " + key, found.group());
                    }
                }));
        return needles;
    }

    Service process(String service) {
        return processes.get(service);
    }

    Api api(String service) {
        return apis.computeIfAbsent(service, it -> Api.at(ports.get(it)));
    }

    Api management(String service) {
        return apis.computeIfAbsent(service + " management", it -> Api.at(ports.get(it)));
    }

    /** A service's API as somebody with these roles uses it, by the overlay's issuer. */
    Api as(String service, String... roles) {
        String more = ",\"aud\":\"ropewalk\"";
        return api(service).bearer(jwt.identity(issuer.url(), "ann", more, roles));
    }

    private <T extends AutoCloseable> T opened(T part) {
        synchronized (around) {
            around.push(part);
        }
        return part;
    }

    private static void together(Runnable... parts) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List.of(parts).stream()
                    .map(part -> CompletableFuture.runAsync(part, threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    @Override
    public void close() {
        suite.close();
        while (!around.isEmpty()) {
            try {
                around.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
