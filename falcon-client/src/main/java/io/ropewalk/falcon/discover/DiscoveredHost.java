package io.ropewalk.falcon.discover;

import io.ropewalk.falcon.Lists;
import io.ropewalk.falcon.hosts.AgentId;
import java.util.List;
import java.util.Objects;

/**
 * One asset, with a sensor or without ({@code domain.DiscoverAPIHost} of the swagger), as far as it
 * is used here. Components bear the vendor's names in camel case; {@code null} stands for what the
 * vendor does not send. Times are the vendor's text.
 *
 * @param id of the asset, which is no agent id
 * @param aid the bare agent id; {@code null} where there is no sensor
 * @param entityType {@code managed}, {@code unmanaged} or {@code unsupported}
 */
public record DiscoveredHost(
        String id,
        String cid,
        String aid,
        String entityType,
        String hostname,
        String fqdn,
        String machineDomain,
        String platformName,
        String osVersion,
        String productTypeDesc,
        String agentVersion,
        String currentLocalIp,
        String externalIp,
        List<String> localIpAddresses,
        List<String> macAddresses,
        String systemManufacturer,
        String systemProductName,
        String systemSerialNumber,
        String cloudProvider,
        String cloudAccountId,
        String cloudInstanceId,
        String cloudRegion,
        String cloudResourceId,
        String criticality,
        String internetExposure,
        List<String> dataProviders,
        String firstSeenTimestamp,
        String lastSeenTimestamp) {

    public DiscoveredHost {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(cid, "cid");
        aid = aid == null || aid.isBlank() ? null : AgentId.bare(aid, cid);
        localIpAddresses = Lists.filled(localIpAddresses);
        macAddresses = Lists.filled(macAddresses);
        dataProviders = Lists.filled(dataProviders);
    }

    /** Which asset it is; the rest names people and places. */
    @Override
    public String toString() {
        return "DiscoveredHost[id=" + id + ", cid=" + cid + "]";
    }
}
