package io.ropewalk.ioc.config;

import io.ropewalk.kit.config.Every;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How indicators become IOCs. Durations as {@code 10s} or ISO-8601. Where a key is not set, the
 * variable of the connector that came before counts, so that a deployment can switch by its image.
 */
@ConfigMapping(prefix = "ropewalk.ioc")
public interface IocConfig {
    /** Customers that are mirrored to, by name. None are meant by default. */
    Optional<List<String>> tenants();

    /**
     * Stands in every IOC of the mirror; by it the mirror knows its own. Two mirrors to one
     * customer need two.
     */
    @WithDefault("Ropewalk OpenCTI")
    String source();

    /**
     * Deletes an IOC that is not wanted any more. Otherwise it stays with the tag {@code TO_DELETE}
     * and the action {@code no_action}.
     */
    @WithDefault("${CROWDSTRIKE_PERMANENT_DELETE:false}")
    boolean permanentDelete();

    /** Whether the customers have Falcon for Mobile. */
    @WithDefault("${CROWDSTRIKE_FALCON_FOR_MOBILE_ACTIVE:false}")
    boolean mobile();

    /** {@code no_action}, {@code allow}, {@code detect}, {@code prevent_no_ui}, {@code prevent}. */
    @WithDefault("${CROWDSTRIKE_ACTION_ON_HASH:detect}")
    String actionOnHash();

    /** {@code no_action} or {@code detect}. */
    @WithDefault("${CROWDSTRIKE_ACTION_ON_DOMAIN:detect}")
    String actionOnDomain();

    /** {@code no_action} or {@code detect}. */
    @WithDefault("${CROWDSTRIKE_ACTION_ON_IP:detect}")
    String actionOnIp();

    /**
     * Lines {@code least score:severity}, or {@code least score:severity:action} with an action for
     * hashes. An indicator below the lowest line is not mirrored.
     */
    @WithDefault("0:informational,20:low,40:medium,60:high,80:critical")
    List<String> scores();

    /** Most IOCs in one request to Falcon. */
    @WithDefault("500")
    int batchSize();

    /** Time between two comparisons with Falcon, or {@code off}. */
    @WithDefault("24h")
    @WithConverter(Every.FromText.class)
    Every reconcileEvery();

    /** Most IOCs that a comparison removes, and most indicators that may vanish, without asking. */
    @WithDefault("1000")
    long reconcileMaxDeletes();

    /** The same as a share, 0 to 1, of all that the mirror has at a customer. */
    @WithDefault("0.2")
    double reconcileMaxShare();

    /** How long what has gone is remembered, so that an old event cannot bring it back. */
    @WithDefault("30d")
    Duration tombstones();

    /** After this long without a sign of life another replica takes over. */
    @WithDefault("15s")
    Duration leaseTtl();
}
