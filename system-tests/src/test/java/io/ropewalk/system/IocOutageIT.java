package io.ropewalk.system;

import static io.ropewalk.system.run.Mirroring.IOCS;
import static io.ropewalk.system.run.Mirroring.MIRROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.system.run.Api;
import io.ropewalk.system.run.IndicatorLife;
import io.ropewalk.system.run.Log;
import io.ropewalk.system.run.Mirroring;
import io.ropewalk.system.run.Outcome;
import io.ropewalk.system.run.Relay;
import io.ropewalk.system.run.Suite;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ioc-sync needs is away for a while: it says so, stays alive, and goes on by itself. */
class IocOutageIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String READY = "/q/health/ready";
    private static final String STREAMS = "/opencti/stream/*";

    @TempDir private Path folder;

    private Suite started() {
        var suite = new Suite(folder);
        suite.startSimulator(1);
        suite.startAuth(Map.of());
        return suite;
    }

    @Test
    void withoutItsDatabaseItIsNotReadyAndNoWriteIsLostOrDoubled() throws IOException {
        try (var postgres = EmbeddedPostgres.start();
                var relay = new Relay(postgres.getPort());
                var suite = started()) {
            // Given a mirror of whose writes one is on its way
            long seed = System.nanoTime();
            var life = new IndicatorLife(suite.simulated(), seed, 80, 100);
            var replica =
                    Mirroring.of(
                                    suite,
                                    Map.of(
                                            "ROPEWALK_IOC_PERMANENT_DELETE",
                                            "true",
                                            "ROPEWALK_STATE_URL",
                                            "jdbc:postgresql://127.0.0.1:%d/postgres"
                                                    .formatted(relay.port()),
                                            "ROPEWALK_STATE_USERNAME",
                                            "postgres",
                                            "ROPEWALK_STATE_PASSWORD",
                                            "postgres"))
                            .start();
            life.go(100);
            replica.awaitMirror(it -> it.path("counts").path("live").asLong() > 0);
            suite.simulated().fault(IOCS, 0, "1", "{\"type\":\"stall\",\"duration\":\"PT2S\"}");
            life.go(50);
            await().atMost(PATIENCE).until(() -> suite.simulated().fired() > 0);
            // When
            relay.cut();
            // Then
            await().atMost(PATIENCE).until(() -> replica.management().get(READY).status() == 503);
            assertThat(replica.management().get(READY).body())
                    .contains("state", "DOWN", "The state database cannot be used.");
            assertThat(replica.management().get("/q/health/live").status()).isEqualTo(200);
            Api.Answer mirror = replica.api().get(MIRROR);
            assertThat(mirror.status()).isEqualTo(503);
            assertThat(mirror.json().path("detail").asText()).contains("state database");
            // When much happens meanwhile
            life.go(100);
            relay.mend();
            await().atMost(PATIENCE).until(() -> replica.management().isUp(READY));
            Outcome.settle(suite, life, replica);
            // Then
            assertThat(life.differences(IndicatorLife.found(suite.simulated().iocs())))
                    .as("seed %d", seed)
                    .isEmpty();
            Outcome.nothingToDo(replica);
            assertThat(suite.simulated().violations().path("violations")).isEmpty();
            assertThat(Log.unexpected(replica.process())).isEmpty();
        }
    }

    @Test
    void withoutOpenCtiItIsReadyAndShowsWhatIsWrong() {
        try (var suite = started();
                var relay = new Relay(URI.create(suite.simulated().url()).getPort())) {
            // Given an OpenCTI that is away at the start
            relay.cut();
            var life = new IndicatorLife(suite.simulated(), 1, 20, 20);
            var replica =
                    Mirroring.of(
                                    suite,
                                    Map.of(
                                            "ROPEWALK_OPENCTI_URL",
                                            "http://127.0.0.1:%d/opencti".formatted(relay.port())))
                            .start();
            degraded(replica, "unreachable", "OpenCTI cannot be reached");
            assertThat(replica.awaitMirror(it -> it.hasNonNull("connectorTrouble"))).isNotNull();
            relay.mend();
            recovered(suite, life, replica);
            // Then what it may answer is a state, too
            suite.simulated().openCti("{\"rules\":{\"allowed\":false}}");
            degraded(replica, "refused", "Access data sharing");
            suite.simulated().openCti("{\"rules\":{\"allowed\":true}}");
            recovered(suite, life, replica);
            suite.simulated().openCti("{\"rules\":{\"live\":false}}");
            degraded(replica, "stopped", "start it there");
            suite.simulated().openCti("{\"rules\":{\"live\":true}}");
            recovered(suite, life, replica);
            suite.simulated()
                    .fault(STREAMS, 0, "\"forever\"", "{\"type\":\"status\",\"status\":500}");
            suite.simulated().openCti("{\"cut\":\"end\"}");
            degraded(replica, "unreachable", "OpenCTI answers 500");
            suite.simulated().clearFaults();
            recovered(suite, life, replica);
            assertThat(Log.unexpected(replica.process())).isEmpty();
        }
    }

    /** Shown in the API and the metrics; ready, alive, and the actions work. */
    private static void degraded(Mirroring.Replica replica, String state, String reason) {
        replica.awaitMirror(it ->
                it.path("state").asText().equals(state)
                        && it.path("reason").asText().contains(reason));
        String metric = "ropewalk_ioc_stream_state{state=\"%s\"} 1.0".formatted(state);
        await().atMost(PATIENCE)
                .until(() -> replica.management().get("/q/metrics").body().contains(metric));
        assertThat(replica.management().get(READY).status()).isEqualTo(200);
        assertThat(replica.management().get("/q/health/live").status()).isEqualTo(200);
        assertThat(replica.api().post(Mirroring.TENANT + "/actions/get_ioc_actions", "{}").status())
                .isEqualTo(200);
    }

    /** What happened meanwhile arrives. */
    private static void recovered(Suite suite, IndicatorLife life, Mirroring.Replica replica) {
        Outcome.settle(suite, life, replica);
        assertThat(replica.mirror().path("reason").isNull()).isTrue();
    }
}
