package io.ropewalk.alertops.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The page at {@code /}, how people sign in to it, and the services it shows. */
@ConfigMapping(prefix = "ropewalk.alerts.page")
public interface PageConfig {

    /** On or off. */
    enum Switch {
        ON,
        OFF
    }

    /**
     * Whether people sign in at {@code /login} by the issuer of {@code
     * quarkus.oidc.auth-server-url} (authorization code flow with PKCE). Otherwise the page asks
     * for a token.
     */
    @WithDefault("off")
    Switch login();

    /** The client the issuer knows this page as. Its redirect address is {@code /login}. */
    Optional<String> clientId();

    /**
     * The secret of that client; a public client has none. Sessions are encrypted with it, so
     * several replicas need it, of 32 characters or more.
     */
    Optional<String> clientSecret();

    /** How often the other services are asked how they are. */
    @WithDefault("30s")
    Duration lookEvery();

    /** The management ports of the other services, such as {@code http://auth-service:9000}. */
    Services services();

    /** One address for each service that is to be shown. */
    interface Services {
        /** Of auth-service. */
        Optional<URI> authService();

        /** Of inventory-sync. */
        Optional<URI> inventorySync();

        /** Of event-stream. */
        Optional<URI> eventStream();

        /** Of ioc-sync. */
        Optional<URI> iocSync();
    }
}
