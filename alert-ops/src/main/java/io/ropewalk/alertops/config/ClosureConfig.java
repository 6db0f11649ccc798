package io.ropewalk.alertops.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Closing many alerts at once. */
@ConfigMapping(prefix = "ropewalk.alerts.closure")
public interface ClosureConfig {
    /**
     * Most alerts of one closure. They also count as {@code ropewalk.guards.alerts-max-per-hour}.
     */
    @WithDefault("10000")
    int maxAlerts();

    /** A closure of more alerts than this takes the approval of a second person. */
    @WithDefault("1000")
    int approvalAbove();

    /** How long a preview can be executed. */
    @WithDefault("15m")
    Duration tokenTtl();

    /** How long one that waits for a second person can be approved. */
    @WithDefault("24h")
    Duration approvalTtl();

    /** Alerts written by one call, 1 to 1,000. A pause or cancellation waits for the call. */
    @WithDefault("500")
    int batch();

    /** Alerts updated within this time are left out: somebody works on them. {@code 0s}: none. */
    @WithDefault("15m")
    Duration recent();

    /** Customers worked for at the same time by one process; each has one closure at a time. */
    @WithDefault("4")
    int parallelTenants();

    /** A process that is silent for so long has lost its closure to another. */
    @WithDefault("20s")
    Duration leaseLife();

    /**
     * Who is told by mail that a closure has ended; addresses in the domains of {@code
     * ropewalk.alerts.reports.mail.allowed-domains}.
     */
    Optional<List<String>> mailTo();

    /** What is otherwise for a customer, by its name. */
    Map<String, Customer> tenants();

    /** One customer. */
    interface Customer {
        /** Who is told in place of the others. */
        Optional<List<String>> mailTo();
    }
}
