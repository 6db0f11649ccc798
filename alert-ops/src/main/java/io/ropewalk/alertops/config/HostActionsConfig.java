package io.ropewalk.alertops.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How actions on hosts are followed. */
@ConfigMapping(prefix = "ropewalk.alerts.host-actions")
public interface HostActionsConfig {
    /** The longest a request may wait until its hosts are there. */
    @WithDefault("60s")
    Duration maxWait();

    /** How long between two looks at hosts that are waited for. */
    @WithDefault("2s")
    Duration lookEvery();
}
