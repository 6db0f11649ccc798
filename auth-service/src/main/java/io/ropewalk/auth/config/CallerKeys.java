package io.ropewalk.auth.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may ask: {@code ropewalk.callers.<name>.*}. At least one. */
@ConfigMapping(prefix = "ropewalk.callers")
public interface CallerKeys {

    /** By name, which is the {@code client_id} of the caller. */
    @WithParentName
    Map<String, Keys> callers();

    /** One caller. Needs a secret, a service account, or both. */
    interface Keys {
        /** Its shared secret. */
        Optional<String> secret();

        /** Its Kubernetes service account, as {@code namespace:name}. */
        Optional<String> serviceAccount();

        /** Names of the tenants it may ask for, or {@code *} for all. Required. */
        Optional<List<String>> tenants();
    }
}
