package io.ropewalk.alertops.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What may not be done, or not so often. An {@code admin} who names a rule passes it. */
@ConfigMapping(prefix = "ropewalk.guards")
public interface GuardsConfig {
    /** With {@code off} nothing is changed at Falcon, whoever asks; dry runs are answered. */
    @WithDefault("on")
    Switch writes();

    /** On or off. */
    enum Switch {
        ON,
        OFF
    }

    /** Most hosts one request may contain. */
    @WithDefault("5")
    int containMaxPerRequest();

    /** Most hosts contained in an hour, for one customer. */
    @WithDefault("20")
    int containMaxPerHour();

    /** Most hosts one request may lift containment from. */
    @WithDefault("5")
    int liftMaxPerRequest();

    /** Most hosts let back in an hour, for one customer. */
    @WithDefault("20")
    int liftMaxPerHour();

    /** Most hosts one request may hide or show again. */
    @WithDefault("5")
    int hideMaxPerRequest();

    /** Most hosts hidden or shown in an hour, for one customer. */
    @WithDefault("20")
    int hideMaxPerHour();

    /** Most alerts one request may change; a closure is the way for more. */
    @WithDefault("1000")
    int alertsMaxPerRequest();

    /** Most alerts changed in an hour, for one customer. */
    @WithDefault("10000")
    int alertsMaxPerHour();

    /** Most policies one request may make, change or delete. */
    @WithDefault("1")
    int policiesMaxPerRequest();

    /** Most policies made, changed or deleted in a day, for one customer. */
    @WithDefault("5")
    int policiesMaxPerDay();

    /** Agent ids of hosts that are not contained, hidden or silenced. */
    Optional<List<String>> protectedHosts();

    /** Tags of such hosts, whole or without {@code FalconGroupingTags/} before them. */
    Optional<List<String>> protectedTags();

    /** Ids of host groups of such hosts. */
    Optional<List<String>> protectedGroups();

    /** Kinds of such hosts, by {@code product_type_desc}. */
    @WithDefault("Domain Controller")
    Optional<List<String>> protectedProducts();

    /** SHA-256, SHA-1 or MD5 of files whose alerts are not closed by their hash. */
    Optional<List<String>> protectedHashes();

    /** Prevention policies that are not to be changed, by id or by name. */
    @WithDefault("platform_default")
    Optional<List<String>> protectedPolicies();

    /** A prevention policy of more hosts than this is not to be changed. */
    @WithDefault("1000")
    int policyMaxMembers();
}
