package io.ropewalk.service;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.flyway.FlywayDataSource;
import io.ropewalk.kit.state.StateDatabase;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;

/** Opens the state database the configured URL names. */
@Singleton
public class StateProducer {

    @Produces
    @Singleton
    StateDatabase database(
            @ConfigProperty(name = "ropewalk.state.url") String url,
            @DataSource("sqlite") InjectableInstance<AgroalDataSource> sqlite,
            @DataSource("postgresql") InjectableInstance<AgroalDataSource> postgresql,
            @FlywayDataSource("sqlite") InjectableInstance<Flyway> sqliteTables,
            @FlywayDataSource("postgresql") InjectableInstance<Flyway> postgresqlTables) {
        return switch (StateDatabase.kindOf(url)) {
            case SQLITE -> StateDatabase.open(url, sqlite::get, () -> sqliteTables.get().migrate());
            case POSTGRESQL ->
                    StateDatabase.open(
                            url, postgresql::get, () -> postgresqlTables.get().migrate());
        };
    }

    void close(@Disposes StateDatabase database) {
        database.close();
    }
}
