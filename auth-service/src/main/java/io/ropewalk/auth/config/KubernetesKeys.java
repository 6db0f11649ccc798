package io.ropewalk.auth.config;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** How service-account tokens are verified. Required when a caller has a service account. */
@ConfigMapping(prefix = "ropewalk.kubernetes")
public interface KubernetesKeys {
    /** The issuer that the tokens name ({@code iss}). */
    Optional<String> issuer();

    /** Where the issuer's key set is. {@code https}, except on loopback. */
    Optional<URI> jwksUri();

    /** The audience that the tokens must be made for ({@code aud}). */
    Optional<String> audience();

    /** Certificate authorities of {@link #jwksUri()}, PEM. Default: the platform's. */
    Optional<Path> caFile();

    /** A bearer token to show when the key set is read; a cluster usually wants one. */
    Optional<Path> tokenFile();
}
