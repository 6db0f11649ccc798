package io.ropewalk.system.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.Repository;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** event-stream processes of one suite: started, killed and started again on the same state. */
public final class Streaming {
    public static final String STREAMS = "/v1/tenants/" + Suite.TENANT + "/streams";
    public static final String RECEIVED = "/_sim/received/http";

    private final Suite suite;
    private final Map<String, String> settings;
    private final AtomicInteger number = new AtomicInteger();

    /** One process. */
    public record Replica(Service process, Api open, Api api, Api admin, Api management) {

        /** The partitions as this replica shows them. */
        public JsonNode streams() {
            return api.get(STREAMS).success().path("items");
        }
    }

    private Streaming(Suite suite, Map<String, String> settings) {
        this.suite = suite;
        this.settings = settings;
    }

    /** Processes that send to the simulator's HTTP receiver. */
    public static Streaming to(Suite suite, Map<String, String> more) {
        var settings = new HashMap<String, String>();
        settings.put("ROPEWALK_SINKS_SIEM_TYPE", "http");
        settings.put("ROPEWALK_SINKS_SIEM_URL", suite.simulated().url() + "/receivers/http");
        settings.put("ROPEWALK_SINKS_SIEM_RETRY_MIN_DELAY", "20ms");
        settings.put("ROPEWALK_SINKS_SIEM_RETRY_MAX_DELAY", "200ms");
        settings.put("ROPEWALK_STREAM_BATCH_MAX_AGE", "100ms");
        settings.put("ROPEWALK_STREAM_BACKOFF_MIN", "100ms");
        settings.put("ROPEWALK_STREAM_BACKOFF_MAX", "1s");
        settings.put("ROPEWALK_STREAM_BUSY_MIN", "200ms");
        settings.put("ROPEWALK_STREAM_BUSY_MAX", "1s");
        settings.put("ROPEWALK_STREAM_DISCOVERIES_PER_MINUTE", "1000");
        settings.put("ROPEWALK_STREAM_LEASE_TTL", "3s");
        settings.put("ROPEWALK_STATE_URL", "jdbc:sqlite:" + suite.state("event-stream"));
        settings.putAll(more);
        return new Streaming(suite, settings);
    }

    /** Another process, ready to be used. */
    public Replica start() {
        return start("event-stream");
    }

    /** Another process under a name of its own. */
    public Replica start(String name) {
        int port = Ports.free();
        int management = Ports.free();
        var environment = suite.streamEnvironment(port, management);
        environment.putAll(settings);
        Api managed = Api.at(management);
        Path jar = Repository.packaged("event-stream", "quarkus-app/quarkus-run.jar");
        Service process =
                suite.launchJar(name + "-" + number.incrementAndGet(), List.of(), jar, environment)
                        .await(() -> managed.isUp("/q/health/ready"));
        Api open = Api.at(port);
        return new Replica(
                process,
                open,
                open.bearer(suite.jwt().token("viewer", "responder")),
                open.bearer(suite.jwt().token("admin")),
                managed);
    }
}
