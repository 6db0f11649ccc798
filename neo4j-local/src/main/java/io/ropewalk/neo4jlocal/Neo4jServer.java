package io.ropewalk.neo4jlocal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * A running Neo4j Community that speaks Bolt, by default on the loopback address, without
 * authentication.
 */
final class Neo4jServer implements AutoCloseable {

    private final DatabaseManagementService service;
    private final String bind;
    private final Path home;
    private final boolean temporary;

    private Neo4jServer(
            DatabaseManagementService service, String bind, Path home, boolean temporary) {
        this.service = service;
        this.bind = bind;
        this.home = home;
        this.temporary = temporary;
    }

    /**
     * Returns when Bolt connections are accepted.
     *
     * @throws StartFailure if the port is taken or Neo4j does not start
     */
    static Neo4jServer start(Settings settings) {
        boolean temporary = settings.data().isEmpty();
        Path home = settings.data().orElseGet(Neo4jServer::temporaryDirectory).toAbsolutePath();
        try {
            return new Neo4jServer(build(settings, home), settings.bind(), home, temporary);
        } catch (RuntimeException failure) {
            if (temporary) {
                delete(home);
            }
            throw explain(failure, settings);
        }
    }

    String boltUri() {
        ConnectorPortRegister ports =
                ((GraphDatabaseAPI) service.database(GraphDatabaseSettings.DEFAULT_DATABASE_NAME))
                        .getDependencyResolver()
                        .resolveDependency(ConnectorPortRegister.class);
        return "bolt://" + bind + ":" + ports.getLocalAddress(ConnectorType.BOLT).getPort();
    }

    @Override
    public void close() {
        service.shutdown();
        if (temporary) {
            delete(home);
        }
    }

    private static DatabaseManagementService build(Settings settings, Path home) {
        SocketAddress address = new SocketAddress(settings.bind(), settings.boltPort());
        return new DatabaseManagementServiceBuilder(home)
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, address)
                .setConfig(BoltConnector.advertised_address, advertised(settings))
                .setConfig(GraphDatabaseSettings.auth_enabled, false)
                .setConfig(
                        GraphDatabaseSettings.pagecache_memory,
                        ByteUnit.mebiBytes(settings.pageCacheMib()))
                .setConfig(GraphDatabaseSettings.read_only_database_default, settings.readOnly())
                // The default reserves 256 MiB of disk for each of two databases before the first
                // write.
                .setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
                .setConfig(GraphDatabaseSettings.keep_logical_logs, "1 files")
                .setConfig(GraphDatabaseSettings.shutdown_transaction_end_timeout, Duration.ZERO)
                // The default waits ten seconds in all for clients to fall silent.
                .setConfig(GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, 0)
                .build();
    }

    /** Neo4j refuses to tell clients to come to "any address". */
    private static SocketAddress advertised(Settings settings) {
        boolean any = new InetSocketAddress(settings.bind(), 0).getAddress().isAnyLocalAddress();
        return new SocketAddress(any ? "localhost" : settings.bind(), settings.boltPort());
    }

    private static StartFailure explain(RuntimeException failure, Settings settings) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof BindException)) {
            cause = cause.getCause();
        }
        if (cause instanceof BindException) {
            return new StartFailure(
                    "Port %d on %s is taken; set %s to another port, or to 0 for any free one."
                            .formatted(settings.boltPort(), settings.bind(), Settings.BOLT_PORT),
                    failure);
        }
        return new StartFailure("Neo4j did not start: " + cause, failure);
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("ropewalk-neo4j-");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
