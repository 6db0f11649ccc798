package io.ropewalk.falcon.spotlight;

import io.ropewalk.falcon.Lists;
import java.util.List;

/**
 * The host of a finding as Spotlight describes it; {@code null} stands for what the vendor does not
 * send. It comes with {@link Facet#HOST_INFO}.
 */
public record VulnerableHost(
        String hostname,
        String localIp,
        String machineDomain,
        String osVersion,
        String platform,
        String productTypeDesc,
        String assetCriticality,
        String internetExposure,
        String instanceId,
        String serviceProvider,
        String serviceProviderAccountId,
        List<Group> groups,
        List<String> tags) {

    public VulnerableHost {
        groups = Lists.filled(groups);
        tags = Lists.filled(tags);
    }

    /** A host group the host is in. */
    public record Group(String id, String name) {}

    /** Says nothing: it names machines and places. */
    @Override
    public String toString() {
        return "VulnerableHost[]";
    }
}
