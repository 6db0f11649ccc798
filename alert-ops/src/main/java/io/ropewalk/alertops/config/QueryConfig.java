package io.ropewalk.alertops.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much questions answer. */
@ConfigMapping(prefix = "ropewalk.alerts.query")
public interface QueryConfig {
    /** Items of an answer where the caller names no limit. */
    @WithDefault("100")
    int defaultLimit();

    /** The largest limit a caller may name, 1 to 10,000. */
    @WithDefault("10000")
    int maxLimit();
}
