package io.ropewalk.stream.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.ropewalk.falcon.TokenSource;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.kit.tenants.TenantTokens;
import io.ropewalk.service.TenantTokenSource;
import io.ropewalk.stream.config.StreamConfig;
import io.ropewalk.stream.delivery.Lane;
import io.ropewalk.stream.event.Detections;
import io.ropewalk.stream.state.jdbc.JdbcState;
import io.ropewalk.stream.timing.Timing;
import io.ropewalk.stream.vertices.Graph;
import io.ropewalk.stream.vertices.Shares;
import io.ropewalk.stream.vertices.VertexSettings;
import io.ropewalk.stream.vertices.Vertices;
import io.ropewalk.stream.vertices.falcon.FalconGraph;
import io.ropewalk.stream.vertices.metrics.VertexMetrics;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes enrichment, where it is on. */
final class VertexWiring {
    /** How the connector that came before us was told; the misspelling is its own. */
    private static final String SEED_SWITCH = "ACTIVATE_VERTICLES_COLLECTION";

    /** Enrichment, perhaps. */
    record Enrichment(Optional<Vertices> vertices) {}

    @Produces
    @Singleton
    Shares shares(StreamConfig config, Timing timing) {
        return new Shares(settings(config).quota(), timing);
    }

    @Produces
    @Singleton
    Enrichment enrichment(
            StreamConfig config,
            @ConfigProperty(name = SEED_SWITCH) Optional<String> seedSwitch,
            JdbcState state,
            Detections detections,
            Graphs graphs,
            MeterRegistry registry,
            Lane.Shared shared) {
        if (!isOn(config.vertices(), seedSwitch)) {
            return new Enrichment(Optional.empty());
        }
        return new Enrichment(
                Optional.of(
                        new Vertices(
                                settings(config),
                                state.followUps(),
                                detections,
                                graphs::of,
                                graphs.shares(),
                                new VertexMetrics(registry),
                                shared)));
    }

    /** The graphs of all tenants, and the shares their calls are charged to. */
    record Graphs(FalconHttp http, TenantTokens tokens, Shares shares) {
        Graph of(String tenant) {
            TokenSource source = new TenantTokenSource(tokens, tenant);
            return new FalconGraph(
                    http.alerts(tenant, source),
                    http.detects(tenant, source),
                    http.threatGraph(tenant, source),
                    () -> http.limitSeen(tenant));
        }
    }

    @Produces
    @Singleton
    Graphs graphs(FalconHttp http, TenantTokens tokens, Shares shares) {
        return new Graphs(http, tokens, shares);
    }

    /** The seed's switch turns it on with any word but {@code false}. */
    static boolean isOn(boolean configured, Optional<String> seedSwitch) {
        return configured
                || seedSwitch
                        .map(String::strip)
                        .filter(word -> !word.isEmpty() && !word.equalsIgnoreCase("false"))
                        .isPresent();
    }

    static VertexSettings settings(StreamConfig config) {
        StreamConfig.Enrichment it = config.enrichment();
        List<String> types = it.edgeTypes().stream().map(String::strip).toList();
        HeapShares heap = HeapShares.ofThisProcess();
        return new VertexSettings(
                heap.walk(
                        new VertexSettings.Walk(
                                types,
                                config.detectsFallback(),
                                it.maxEdges(),
                                it.maxBytes(),
                                it.deadline())),
                new VertexSettings.Patience(
                        it.attempts(),
                        it.retryMinDelay(),
                        it.retryMaxDelay(),
                        it.maxAge(),
                        it.unknownAlertFor(),
                        it.probeEvery()),
                heap.bounds(
                        new VertexSettings.Bounds(
                                it.maxWaiting(),
                                it.workers(),
                                it.workersPerTenant(),
                                it.cacheFor(),
                                it.cacheBytes())),
                new VertexSettings.Quota(it.callsPerMinute(), it.quotaShare()));
    }
}
