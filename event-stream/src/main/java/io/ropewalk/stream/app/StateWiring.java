package io.ropewalk.stream.app;

import io.ropewalk.kit.state.StateDatabase;
import io.ropewalk.stream.config.StreamConfig;
import io.ropewalk.stream.partition.metrics.StreamMetrics;
import io.ropewalk.stream.state.DeadLetters;
import io.ropewalk.stream.state.Owners;
import io.ropewalk.stream.state.Retention.Kind;
import io.ropewalk.stream.state.Retention.Limits;
import io.ropewalk.stream.state.Takeovers;
import io.ropewalk.stream.state.Upkeep;
import io.ropewalk.stream.state.jdbc.JdbcState;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/** What is kept in the state database. */
final class StateWiring {

    @Produces
    @Singleton
    JdbcState state(StateDatabase database) {
        return JdbcState.over(database);
    }

    /** In Kubernetes the pod's name leads, so that a person can tell who is meant. */
    @Produces
    @Singleton
    Owners owners(JdbcState state) {
        String host = System.getenv().getOrDefault("HOSTNAME", "local");
        return state.owners(host + "-" + UUID.randomUUID().toString().substring(0, 8));
    }

    @Produces
    @Singleton
    DeadLetters deadLetters(JdbcState state) {
        return state.deadLetters();
    }

    @Produces
    @Singleton
    Upkeep upkeep(JdbcState state, StreamConfig config, StreamMetrics metrics) {
        var letters = new Limits(config.deadLetters().maxAge(), config.deadLetters().maxCount());
        var audit = new Limits(config.audit().maxAge(), config.audit().maxCount());
        return new Upkeep(
                state.retention(),
                Map.of(Kind.DEAD_LETTERS, letters, Kind.AUDIT, audit),
                metrics::dropped);
    }

    @Produces
    @Singleton
    Takeovers takeovers(JdbcState state) {
        return state.takeovers();
    }
}
