package io.ropewalk.inventory.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.inventory.run.jdbc.JdbcRunStore;
import io.ropewalk.kit.state.StateDatabase;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What is kept in the state database. */
final class StateWiring {

    @Produces
    @Singleton
    JdbcRunStore store(StateDatabase database, ObjectMapper json) {
        return new JdbcRunStore(database, json);
    }
}
