package io.ropewalk.system.run;

import io.ropewalk.system.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The packaged suite on free ports: simulator, graph, auth-service, and as many inventory-syncs as
 * a test asks for. One tenant, {@value #TENANT}.
 */
public final class Suite implements AutoCloseable {
    public static final String TENANT = "acme";
    public static final String CALLER = "inventory";
    public static final String HOSTS_PATH = "/devices/combined/devices/v1";
    static final String CLIENT_ID = "system-test-client";

    /** A third of a start is compiling what a short test never repeats. */
    private static final String COMPILE_ONCE = "-XX:TieredStopAtLevel=1";

    private static final List<String> SMALL = List.of("-Xmx256m", "-XX:+UseSerialGC", COMPILE_ONCE);

    /** What every JVM of ours is started with: without them it prints warnings of its own. */
    private static final List<String> QUIET =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private final Path folder;
    private final Secrets secrets = Secrets.fresh();
    private final Jwt jwt = Jwt.withFreshKey();
    private final Deque<Service> running = new ConcurrentLinkedDeque<>();
    private final List<Service> started = new CopyOnWriteArrayList<>();

    private Simulated simulated;
    private int authPort;
    private Api authApi;
    private Api authManagement;
    private int boltPort;
    private Graph graph;

    /** A suite with nothing started yet. */
    public Suite(Path folder) {
        this.folder = folder;
    }

    /** Simulator, graph and auth-service. */
    public Suite startAround(int hosts) {
        // The graph takes longest: the others start meanwhile.
        Service process = launchGraph("graph");
        startSimulator(hosts);
        startAuth(Map.of());
        awaitGraph(process);
        return this;
    }

    public void startSimulator(int hosts) {
        int port = Ports.free();
        Path jar = Repository.packaged("simulator", "simulator.jar");
        Api control = Api.at(port);
        launch(
                        "simulator",
                        folder,
                        arguments(jar),
                        Map.of("ROPEWALK_SIMULATOR_PORT", String.valueOf(port)))
                .await(() -> control.isUp("/_sim/health"));
        simulated = new Simulated(port, control);
        simulated.scenario(TENANT, CLIENT_ID, secrets.clientSecret(), hosts);
        simulated.openCti("{\"rules\":{\"token\":\"%s\"}}".formatted(secrets.openCtiToken()));
    }

    /**
     * A graph whose data stand in a folder of their own.
     *
     * @return its process, for tests that stop it themselves
     */
    public Service startGraph(String data) {
        return awaitGraph(launchGraph(data));
    }

    private Service launchGraph(String data) {
        if (graph != null) {
            graph.close();
        }
        boltPort = Ports.free();
        Path home = Repository.packaged("neo4j-local", "neo4j-local");
        return launch(
                "neo4j",
                home,
                List.of("@jvm.options", COMPILE_ONCE, "-jar", "neo4j-local.jar"),
                Map.of(
                        "ROPEWALK_NEO4J_BOLT_PORT",
                        String.valueOf(boltPort),
                        "ROPEWALK_NEO4J_DATA",
                        folder.resolve(data).toString()));
    }

    private Service awaitGraph(Service process) {
        process.await(() -> process.output().contains("bolt://127.0.0.1:" + boltPort));
        graph = new Graph(boltPort);
        return process;
    }

    public Service startAuth(Map<String, String> more) {
        authPort = Ports.free();
        int management = Ports.free();
        authApi = Api.at(authPort);
        authManagement = Api.at(management);
        var environment = authEnvironment(authPort, management);
        environment.putAll(more);
        return launchAuth("auth-service", environment)
                .await(() -> authManagement.isUp("/q/health/ready"));
    }

    /** auth-service without waiting for it. */
    public Service launchAuth(String name, Map<String, String> environment) {
        Path jar = Repository.packaged("auth-service", "quarkus-app/quarkus-run.jar");
        return launch(name, folder, arguments(jar), environment);
    }

    /** The first inventory-sync, with its state in a file. */
    public Inventory startInventory() {
        return startInventory("inventory-sync", Map.of());
    }

    public Inventory startInventory(String name, Map<String, String> more) {
        int port = Ports.free();
        int management = Ports.free();
        var environment = inventoryEnvironment(name, port, management);
        environment.putAll(more);
        Api managed = Api.at(management);
        Service process =
                launchInventory(name, environment).await(() -> managed.isUp("/q/health/ready"));
        return new Inventory(process, Api.at(port), managed, jwt);
    }

    /** inventory-sync without waiting for it. */
    public Service launchInventory(String name, Map<String, String> environment) {
        Path jar = Repository.packaged("inventory-sync", "quarkus-app/quarkus-run.jar");
        return launch(name, folder, arguments(jar), environment);
    }

    public Map<String, String> authEnvironment(int port, int management) {
        var environment = listening(port, management);
        String tenant = "ROPEWALK_TENANTS_" + TENANT.toUpperCase(java.util.Locale.ROOT) + "_";
        environment.put(tenant + "CLIENT_ID", CLIENT_ID);
        environment.put(tenant + "CLIENT_SECRET", secrets.clientSecret());
        environment.put(tenant + "CLOUD", "custom");
        environment.put(
                tenant + "BASE_URL", simulated == null ? "http://127.0.0.1:1" : simulated.url());
        environment.put("ROPEWALK_CALLERS_INVENTORY_SECRET", secrets.callerSecret());
        environment.put("ROPEWALK_CALLERS_INVENTORY_TENANTS", "*");
        return environment;
    }

    public Map<String, String> inventoryEnvironment(String name, int port, int management) {
        var environment = listening(port, management);
        environment.put("ROPEWALK_AUTH_URL", "http://127.0.0.1:" + (authPort == 0 ? 1 : authPort));
        environment.put("ROPEWALK_AUTH_CALLER", CALLER);
        environment.put("ROPEWALK_AUTH_SECRET", secrets.callerSecret());
        environment.put("ROPEWALK_STATE_URL", "jdbc:sqlite:" + state(name));
        environment.put("ROPEWALK_INVENTORY_SCHEDULE", "off");
        environment.put("QUARKUS_NEO4J_URI", "bolt://127.0.0.1:" + (boltPort == 0 ? 1 : boltPort));
        environment.put("QUARKUS_NEO4J_AUTHENTICATION_PASSWORD", secrets.neo4jPassword());
        environment.put("QUARKUS_OIDC_PUBLIC_KEY", jwt.publicKey());
        return environment;
    }

    /** What every event-stream needs; sinks and state are the test's. */
    public Map<String, String> streamEnvironment(int port, int management) {
        var environment = listening(port, management);
        environment.put("ROPEWALK_AUTH_URL", "http://127.0.0.1:" + (authPort == 0 ? 1 : authPort));
        environment.put("ROPEWALK_AUTH_CALLER", CALLER);
        environment.put("ROPEWALK_AUTH_SECRET", secrets.callerSecret());
        environment.put("QUARKUS_OIDC_PUBLIC_KEY", jwt.publicKey());
        return environment;
    }

    /** ioc-sync between the simulated OpenCTI and Falcon, with its state in a file. */
    public Map<String, String> iocEnvironment(String name, int port, int management) {
        var environment = streamEnvironment(port, management);
        String origin = simulated == null ? "http://127.0.0.1:1" : simulated.url();
        environment.put("ROPEWALK_STATE_URL", "jdbc:sqlite:" + state(name));
        environment.put("ROPEWALK_OPENCTI_URL", origin + "/opencti");
        environment.put("ROPEWALK_OPENCTI_TOKEN", secrets.openCtiToken());
        environment.put("ROPEWALK_OPENCTI_STREAM_ID", "9a4b1c1e-0000-4000-8000-000000000001");
        environment.put("ROPEWALK_OPENCTI_CONNECTOR_ID", "1f4c2d3e-0000-4000-8000-000000000001");
        environment.put("ROPEWALK_IOC_TENANTS", TENANT);
        return environment;
    }

    /** alert-ops with its state in a file. */
    public Map<String, String> alertEnvironment(String name, int port, int management) {
        var environment = streamEnvironment(port, management);
        environment.put("ROPEWALK_STATE_URL", "jdbc:sqlite:" + state(name));
        return environment;
    }

    /** A packaged program without waiting for it. */
    public Service launchJar(
            String name, List<String> options, Path jar, Map<String, String> environment) {
        var all = new ArrayList<>(options);
        all.addAll(arguments(jar));
        return launch(name, folder, all, environment);
    }

    /** A packaged program with the options of its image, in place of the small ones of tests. */
    public Service launchAsInImage(String name, Path jar, Map<String, String> environment) {
        var all = new ArrayList<String>();
        all.add("@" + Repository.root().resolve("deploy/images/jvm.options"));
        all.addAll(QUIET);
        all.addAll(List.of("-jar", jar.toString()));
        return launch(name, folder, all, environment);
    }

    public Path state(String name) {
        return folder.resolve(name + ".db");
    }

    public Secrets secrets() {
        return secrets;
    }

    public Jwt jwt() {
        return jwt;
    }

    public Simulated simulated() {
        return simulated;
    }

    public Graph graph() {
        return graph;
    }

    /** Where the graph listens, without TLS. */
    public int boltPort() {
        return boltPort;
    }

    public Api authApi() {
        return authApi;
    }

    public Api authManagement() {
        return authManagement;
    }

    public Path folder() {
        return folder;
    }

    /** Every process of this run, those that have ended too. */
    public List<Service> processes() {
        return List.copyOf(started);
    }

    private Service launch(
            String name, Path home, List<String> arguments, Map<String, String> environment) {
        Service service = Service.start(name, home, folder, arguments, environment);
        running.push(service);
        started.add(service);
        return service;
    }

    private static List<String> arguments(Path jar) {
        var arguments = new ArrayList<>(SMALL);
        arguments.addAll(QUIET);
        arguments.addAll(List.of("-jar", jar.toString()));
        return arguments;
    }

    private static Map<String, String> listening(int port, int management) {
        var environment = new HashMap<String, String>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(management));
        return environment;
    }

    @Override
    public void close() {
        if (graph != null) {
            graph.close();
        }
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }
}
