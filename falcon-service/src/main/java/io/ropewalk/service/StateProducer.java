package io.ropewalk.service;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.flyway.FlywayDataSource;
import io.ropewalk.kit.state.StateDatabase;
import io.ropewalk.kit.state.StateTables;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

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
            case SQLITE ->
                    StateDatabase.open(
                            url, sqlite::get, () -> StateTables.bringUpToDate(sqliteTables.get()));
            case POSTGRESQL ->
                    StateDatabase.open(
                            url,
                            postgresql::get,
                            () -> StateTables.bringUpToDate(postgresqlTables.get()));
        };
    }

    @Produces
    @Singleton
    @FlywayDataSource("sqlite")
    FlywayConfigurationCustomizer sqliteAtOnce() {
        return StateProducer::atOnce;
    }

    @Produces
    @Singleton
    @FlywayDataSource("postgresql")
    FlywayConfigurationCustomizer postgresqlAtOnce() {
        return StateProducer::atOnce;
    }

    /**
     * All that is pending in one transaction: an upgrade that fails half-way leaves the tables as
     * the version before knows them, and a first start waits for the disk once.
     */
    private static void atOnce(FluentConfiguration flyway) {
        flyway.group(true);
    }

    void close(@Disposes StateDatabase database) {
        database.close();
    }
}
