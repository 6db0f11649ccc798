package io.ropewalk.auth.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When tokens are renewed, and how failures are waited out. */
@ConfigMapping(prefix = "ropewalk.token")
public interface TokenKeys {
    /** A token is renewed when less than this is left of it. */
    @WithDefault("5m")
    Duration renewBefore();

    /** The renewal starts up to this much later, so that tenants and replicas spread out. */
    @WithDefault("60s")
    Duration renewJitter();

    /** First pause after a failure that may pass by itself; doubles up to {@link #retryMax()}. */
    @WithDefault("1s")
    Duration retryMin();

    /** Longest such pause. */
    @WithDefault("30s")
    Duration retryMax();

    /** First pause after Falcon refused the credentials; doubles up to {@link #refusedMax()}. */
    @WithDefault("15s")
    Duration refusedMin();

    /** Longest such pause. */
    @WithDefault("10m")
    Duration refusedMax();

    /** Longest wait for Falcon's answer. */
    @WithDefault("15s")
    Duration callTimeout();

    /** Whether the tokens are revoked at Falcon when the service stops. */
    @WithDefault("true")
    boolean revokeOnShutdown();
}
