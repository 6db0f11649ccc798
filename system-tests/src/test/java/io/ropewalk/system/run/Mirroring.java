package io.ropewalk.system.run;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** ioc-sync processes of one suite: started, killed and started again on the same state. */
public final class Mirroring {
    public static final String TENANT = "/v1/tenants/" + Suite.TENANT;
    public static final String MIRROR = TENANT + "/mirror";
    public static final String QUARANTINE = TENANT + "/quarantine";

    /** Where Falcon takes writes of IOCs. */
    public static final String IOCS = "/iocs/entities/indicators/v1";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Suite suite;
    private final Map<String, String> settings;
    private final AtomicInteger number = new AtomicInteger();

    /** One process. */
    public record Replica(Service process, Api open, Api api, Api admin, Api management) {

        public JsonNode mirror() {
            return api.get(MIRROR).success();
        }

        /** Waits until the mirror is as it should be. */
        public JsonNode awaitMirror(Predicate<JsonNode> wanted) {
            return await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(this::mirror, wanted);
        }

        /** What was set aside of a kind: {@code event} or {@code ioc}. */
        public List<JsonNode> quarantined(String kind) {
            return api.get(QUARANTINE + "?limit=200")
                    .success()
                    .path("items")
                    .valueStream()
                    .filter(item -> item.path("kind").asText().equals(kind))
                    .toList();
        }

        /** A comparison that only looks, from its start to its end. */
        public JsonNode compare() {
            String before = mirror().path("reconcile").path("started").asText("");
            api.post(MIRROR + "/reconcile", "{\"dryRun\":true}").success();
            return awaitMirror(it ->
                            !it.path("reconciling").asBoolean()
                                    && !it.path("reconcile")
                                            .path("started")
                                            .asText("")
                                            .equals(before))
                    .path("reconcile");
        }
    }

    private Mirroring(Suite suite, Map<String, String> settings) {
        this.suite = suite;
        this.settings = settings;
    }

    /** Processes that write small batches and notice a lost owner soon. */
    public static Mirroring of(Suite suite, Map<String, String> more) {
        var settings = new HashMap<String, String>();
        settings.put("ROPEWALK_IOC_BATCH_SIZE", "20");
        settings.put("ROPEWALK_IOC_LEASE_TTL", "3s");
        settings.put("ROPEWALK_OPENCTI_BACKOFF_MIN", "100ms");
        settings.put("ROPEWALK_OPENCTI_BACKOFF_MAX", "1s");
        settings.put("ROPEWALK_OPENCTI_PING_EVERY", "1s");
        settings.putAll(more);
        return new Mirroring(suite, settings);
    }

    /** Another process, ready to be used. */
    public Replica start() {
        int port = Ports.free();
        int management = Ports.free();
        var environment = suite.iocEnvironment("ioc-sync", port, management);
        environment.putAll(settings);
        Api managed = Api.at(management);
        Path jar = Repository.packaged("ioc-sync", "quarkus-app/quarkus-run.jar");
        Service process =
                suite.launchJar("ioc-sync-" + number.incrementAndGet(), List.of(), jar, environment)
                        .await(() -> managed.isUp("/q/health/ready"));
        return replica(suite, process, Api.at(port), managed);
    }

    /** One that somebody else has started. */
    public static Replica replica(Suite suite, Pod pod) {
        return replica(suite, pod.process(), pod.api(), pod.managed());
    }

    private static Replica replica(Suite suite, Service process, Api open, Api managed) {
        return new Replica(
                process,
                open,
                open.bearer(suite.jwt().token("viewer", "responder")),
                open.bearer(suite.jwt().token("admin")),
                managed);
    }
}
