package io.ropewalk.system.run;

import io.ropewalk.system.Repository;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** alert-ops processes of one suite: started, killed and started again on the same state. */
public final class AlertOps {
    /** What every path of its API for the customer begins with. */
    public static final String TENANT = "/v1/tenants/" + Suite.TENANT;

    private final Suite suite;
    private final Map<String, String> settings;
    private final AtomicInteger number = new AtomicInteger();

    /**
     * One process.
     *
     * @param open its API without a token
     * @param management its management port
     */
    public record Replica(Service process, Api open, Api management) {}

    public AlertOps(Suite suite, Map<String, String> settings) {
        this.suite = suite;
        this.settings = new HashMap<>(settings);
    }

    /** Another process, ready to be used. */
    public Replica start() {
        int port = Ports.free();
        int management = Ports.free();
        var environment = suite.alertEnvironment("alert-ops", port, management);
        environment.putAll(settings);
        Api managed = Api.at(management);
        Path jar = Repository.packaged("alert-ops", "quarkus-app/quarkus-run.jar");
        Service process =
                suite.launchJar(
                                "alert-ops-" + number.incrementAndGet(),
                                List.of(),
                                jar,
                                environment)
                        .await(() -> managed.isUp("/q/health/ready"));
        return new Replica(process, Api.at(port), managed);
    }

    /** A replica's API as somebody of this name uses it. */
    public Api by(String name, String role, Replica replica) {
        return replica.open().bearer(suite.jwt().tokenOf(name, role));
    }

    /** A replica's API as somebody with a role uses it. */
    public Api as(String role, Replica replica) {
        return replica.open().bearer(suite.jwt().token(role));
    }
}
