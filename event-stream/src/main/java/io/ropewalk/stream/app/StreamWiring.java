package io.ropewalk.stream.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.kit.tenants.TenantTokens;
import io.ropewalk.stream.config.EmptyKeys;
import io.ropewalk.stream.config.SinksConfig;
import io.ropewalk.stream.config.StreamConfig;
import io.ropewalk.stream.delivery.Lane;
import io.ropewalk.stream.delivery.Sink;
import io.ropewalk.stream.desk.SinkDesk;
import io.ropewalk.stream.desk.StreamDesk;
import io.ropewalk.stream.desk.http.ViewJson;
import io.ropewalk.stream.event.Detections;
import io.ropewalk.stream.event.json.JsonDetections;
import io.ropewalk.stream.feed.FeedOpener;
import io.ropewalk.stream.partition.HeldPartition;
import io.ropewalk.stream.partition.Replica;
import io.ropewalk.stream.partition.SinkBinding;
import io.ropewalk.stream.partition.TenantNames;
import io.ropewalk.stream.partition.metrics.StreamMetrics;
import io.ropewalk.stream.state.DeadLetters;
import io.ropewalk.stream.state.Owners;
import io.ropewalk.stream.state.jdbc.JdbcState;
import io.ropewalk.stream.timing.Timing;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/** Makes the parts and puts them together. */
final class StreamWiring {
    private static final Duration REPORT_EVERY = Duration.ofSeconds(2);

    @Produces
    @Singleton
    Detections detections() {
        return new JsonDetections();
    }

    @Produces
    @Singleton
    StreamMetrics metrics(MeterRegistry registry, TenantNames tenants) {
        return new StreamMetrics(registry, tenants::known);
    }

    @Produces
    @Singleton
    Sinks sinks(
            Config config,
            SinksConfig sinks,
            StreamConfig stream,
            Detections detections,
            Clock clock) {
        EmptyKeys.check(config);
        return new Sinks(new SinkWiring(stream, detections, clock).bindings(sinks));
    }

    void close(@Disposes Sinks sinks) {
        sinks.bindings().forEach(binding -> binding.sink().close());
    }

    /** The configured sinks. */
    record Sinks(List<SinkBinding> bindings) {
        Map<String, Sink> byName() {
            return bindings.stream()
                    .map(SinkBinding::sink)
                    .collect(Collectors.toMap(Sink::name, it -> it));
        }
    }

    @Produces
    @Singleton
    SessionTools tools(
            FalconHttp http,
            TenantTokens tokens,
            FeedOpener opener,
            StreamMetrics metrics,
            DeadLetters letters,
            Timing timing,
            StreamConfig config) {
        return new SessionTools(
                new SessionTools.Falcon(http, tokens, opener), metrics, letters, timing, config);
    }

    @Produces
    @Singleton
    Replica replica(
            TenantNames tenants,
            JdbcState state,
            Owners owners,
            SessionTools tools,
            HeldPartition.Recipe recipe,
            Replica.Settings settings,
            ViewJson json) {
        var kept =
                new Replica.State(owners, state.partitions(), state.positions(), state.takeovers());
        var replica =
                new Replica(
                        tenants::now,
                        kept,
                        tools::of,
                        recipe,
                        settings,
                        recipe.shared().timing(),
                        new Replica.Reports(json::write, json::saysOpen));
        tools.openElsewhere(replica::anyOpen);
        return replica;
    }

    @Produces
    @Singleton
    Lane.Shared shared(JdbcState state, StreamMetrics metrics, Timing timing) {
        return new Lane.Shared(
                state.positions(),
                state.deadLetters(),
                metrics,
                timing,
                HeapShares.ofThisProcess().queues());
    }

    @Produces
    @Singleton
    HeldPartition.Recipe recipe(
            Sinks sinks,
            Lane.Shared shared,
            VertexWiring.Enrichment enrichment,
            StreamConfig config) {
        return new HeldPartition.Recipe(
                sinks.bindings(), shared, StartCheck.start(config.start()), enrichment.vertices());
    }

    @Produces
    @Singleton
    Replica.Settings settings(StreamConfig config) {
        return new Replica.Settings(
                config.leaseTtl(),
                config.drainTimeout(),
                config.stuckSinkPatience(),
                config.rediscoverEvery(),
                REPORT_EVERY);
    }

    @Produces
    @Singleton
    ViewJson viewJson(ObjectMapper json) {
        return new ViewJson(json);
    }

    @Produces
    @Singleton
    StreamDesk streams(
            Replica replica,
            TenantNames tenants,
            JdbcState state,
            Owners owners,
            Sinks sinks,
            Timing timing,
            ViewJson json) {
        var kept =
                new StreamDesk.State(owners, state.partitions(), state.positions(), state.audit());
        return new StreamDesk(replica, tenants, kept, sinks.byName().keySet(), timing, json::read);
    }

    @Produces
    @Singleton
    SinkDesk sinkDesk(Sinks sinks, JdbcState state, Replica replica, Timing timing) {
        return new SinkDesk(
                sinks.byName(), state.deadLetters(), state.audit(), timing, replica::cid);
    }
}
