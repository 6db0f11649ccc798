package io.ropewalk.falcon.hosts;

import io.ropewalk.falcon.Lists;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One host as the vendor records it ({@code deviceapi.DeviceSwagger} of the swagger). Components
 * bear the vendor's names in camel case. The vendor sends everything as text, times as {@code
 * 2026-01-31T12:00:00Z} and MAC addresses with dashes; what it does not send is {@code null}, lists
 * and maps are then empty. Maps are sorted by key, so that equal hosts always read the same.
 *
 * @param deviceId the bare agent id, also where the vendor joined it to the customer id
 * @param cid the customer id
 * @param devicePolicies by kind, for example {@code prevention} or {@code sensor_update}
 * @param managedApps by name, for example {@code identity-protection}
 * @param reducedFunctionalityMode {@code yes} or {@code no}
 * @param slowChangingModifiedTimestamp when a part changed that does not change all the time
 */
public record Host(
        String deviceId,
        String cid,
        String agentLoadFlags,
        String agentLocalTime,
        String agentVersion,
        String baseImageVersion,
        String biosManufacturer,
        String biosVersion,
        String buildNumber,
        String chassisType,
        String chassisTypeDesc,
        String cloudServiceCompartmentId,
        String configIdBase,
        String configIdBuild,
        String configIdPlatform,
        String connectionIp,
        String connectionMacAddress,
        String cpuSignature,
        String cpuVendor,
        String criticality,
        String defaultGatewayIp,
        String deploymentType,
        String detectionSuppressionStatus,
        Map<String, DevicePolicy> devicePolicies,
        String email,
        String externalIp,
        String filesystemContainmentStatus,
        String firstLoginTimestamp,
        String firstLoginUser,
        String firstSeen,
        String groupHash,
        List<String> groups,
        String hostHiddenStatus,
        String hostUtcOffset,
        String hostname,
        String instanceId,
        String internetExposure,
        String k8sClusterGitVersion,
        String k8sClusterId,
        String k8sClusterVersion,
        String kernelVersion,
        String lastLoginTimestamp,
        String lastLoginUid,
        String lastLoginUser,
        String lastLoginUserSid,
        String lastReboot,
        String lastSeen,
        String linuxSensorMode,
        String localIp,
        String macAddress,
        String machineDomain,
        String majorVersion,
        Map<String, ManagedApp> managedApps,
        DeviceMeta meta,
        String migrationCompletedTime,
        String minorVersion,
        String modifiedTimestamp,
        List<String> notes,
        String osBuild,
        String osProductName,
        String osVersion,
        List<String> ou,
        String platformId,
        String platformName,
        List<String> podAnnotations,
        String podHostIp4,
        String podHostIp6,
        String podHostname,
        String podId,
        String podIp4,
        String podIp6,
        List<String> podLabels,
        String podName,
        String podNamespace,
        String podServiceAccountName,
        String pointerSize,
        List<DevicePolicy> policies,
        String productType,
        String productTypeDesc,
        String provisionStatus,
        String reducedFunctionalityMode,
        String releaseGroup,
        String rtrState,
        String safeMode,
        String serialNumber,
        String servicePackMajor,
        String servicePackMinor,
        String serviceProvider,
        String serviceProviderAccountId,
        String siteName,
        String slowChangingModifiedTimestamp,
        String status,
        String systemManufacturer,
        String systemProductName,
        List<String> tags,
        String zoneGroup) {

    public Host {
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(cid, "cid");
        deviceId = AgentId.bare(deviceId, cid);
        devicePolicies = sorted(devicePolicies);
        groups = Lists.filled(groups);
        managedApps = sorted(managedApps);
        notes = Lists.filled(notes);
        ou = Lists.filled(ou);
        podAnnotations = Lists.filled(podAnnotations);
        podLabels = Lists.filled(podLabels);
        policies = Lists.filled(policies);
        tags = Lists.filled(tags);
    }

    private static <T> Map<String, T> sorted(Map<String, T> map) {
        return map == null || map.isEmpty()
                ? Map.of()
                : Collections.unmodifiableMap(new TreeMap<>(map));
    }

    /** Which host it is; the rest names people and places and does not belong in a log. */
    @Override
    public String toString() {
        return "Host[deviceId=" + deviceId + ", cid=" + cid + "]";
    }
}
