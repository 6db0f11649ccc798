package io.ropewalk.stream.app;

import io.ropewalk.kit.state.StateDatabase;
import io.ropewalk.stream.state.DeadLetters;
import io.ropewalk.stream.state.Owners;
import io.ropewalk.stream.state.Takeovers;
import io.ropewalk.stream.state.jdbc.JdbcState;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
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
    Takeovers takeovers(JdbcState state) {
        return state.takeovers();
    }
}
