package io.ropewalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.run.Api;
import io.ropewalk.system.run.Ports;
import io.ropewalk.system.run.Suite;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a mirror from empty takes of the quota that all tools of a customer share. {@code bench/ioc}
 * does the same with ten times as many.
 */
class IocCallsIT {
    private static final int INDICATORS = 10_000;
    private static final int INDICATORS_A_WRITE = 200;
    private static final String OPENCTI_TOKEN = "calls-opencti-token";
    private static final String MIRROR = "/v1/tenants/" + Suite.TENANT + "/mirror";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private Path folder;

    @Test
    void aMirrorFromEmptyTakesFewCallsAndReadingAllAgainTakesNone() {
        try (var suite = new Suite(folder)) {
            // Given
            suite.startSimulator(1);
            suite.startAuth(Map.of());
            Api simulator = Api.at(URI.create(suite.simulated().url()).getPort());
            simulator
                    .post(
                            "/_sim/opencti",
                            "{\"rules\":{\"token\":\"%s\"},\"seed\":{\"count\":%d,\"silently\":true}}"
                                    .formatted(OPENCTI_TOKEN, INDICATORS))
                    .success();
            // When
            Api mirror = started(suite).bearer(suite.jwt().token("admin"));
            await().atMost(PATIENCE)
                    .until(() ->
                            simulator.get("/_sim/iocs?limit=0").success().path("total").asInt()
                                    == INDICATORS);
            awaitWritten(mirror);
            // Then
            long writes = calls(simulator, " /iocs/entities/indicators/v1 ");
            assertThat(writes).isPositive().isLessThanOrEqualTo(INDICATORS / INDICATORS_A_WRITE);
            assertThat(calls(simulator, " 429")).isZero();
            // When
            mirror.post(MIRROR + "/reset", "").success();
            awaitWritten(mirror);
            // Then
            assertThat(calls(simulator, " /iocs/entities/indicators/v1 ")).isEqualTo(writes);
            assertThat(suite.simulated().violations().path("violations")).isEmpty();
        }
    }

    private static Api started(Suite suite) {
        int port = Ports.free();
        int management = Ports.free();
        var environment = suite.streamEnvironment(port, management);
        environment.put("ROPEWALK_STATE_URL", "jdbc:sqlite:" + suite.state("ioc-sync"));
        environment.put("ROPEWALK_OPENCTI_URL", suite.simulated().url() + "/opencti");
        environment.put("ROPEWALK_OPENCTI_TOKEN", OPENCTI_TOKEN);
        environment.put("ROPEWALK_OPENCTI_STREAM_ID", "9a4b1c1e-0000-4000-8000-000000000001");
        environment.put("ROPEWALK_OPENCTI_CONNECTOR_ID", "1f4c2d3e-0000-4000-8000-000000000001");
        environment.put("ROPEWALK_IOC_TENANTS", Suite.TENANT);
        Api managed = Api.at(management);
        var _ =
                suite.launchJar(
                                "ioc-sync",
                                List.of(),
                                Repository.packaged("ioc-sync", "quarkus-app/quarkus-run.jar"),
                                environment)
                        .await(() -> managed.isUp("/q/health/ready"));
        return Api.at(port);
    }

    /** All is read, from its beginning on, and all is written. */
    private static void awaitWritten(Api api) {
        await().atMost(PATIENCE)
                .until(() -> {
                    JsonNode mirror = api.get(MIRROR).success();
                    return mirror.path("state").asText().equals("live")
                            && mirror.path("position").isTextual()
                            && mirror.path("counts").path("indicators").asInt() == INDICATORS
                            && mirror.path("counts").path("pending").asInt() == 0;
                });
    }

    /** Calls whose method, path and status hold this. */
    private static long calls(Api simulator, String part) {
        return simulator
                .get("/_sim/requests?path=none")
                .success()
                .path("counts")
                .propertyStream()
                .filter(it -> it.getKey().contains(part))
                .mapToLong(it -> it.getValue().asLong())
                .sum();
    }
}
