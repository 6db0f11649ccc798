package io.ropewalk.kit.tenants;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** How a service reaches auth-service. */
@ConfigMapping(prefix = "ropewalk.auth")
public interface AuthClientConfig {
    /** Where auth-service is, for example {@code http://auth-service:8080}. */
    Optional<URI> url();

    /** The name under which auth-service knows this caller. */
    Optional<String> caller();

    /** The caller's shared secret. Set this or {@link #tokenFile()}. */
    Optional<String> secret();

    /** A projected Kubernetes service-account token, read anew for each use. */
    Optional<Path> tokenFile();
}
