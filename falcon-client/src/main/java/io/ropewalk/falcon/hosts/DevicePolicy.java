package io.ropewalk.falcon.hosts;

import io.ropewalk.falcon.Lists;
import java.util.List;

/**
 * A policy as it stands on one host ({@code device.DevicePolicy}). What the vendor does not send is
 * {@code null}.
 *
 * @param applied whether the host has taken it over
 * @param uninstallProtection {@code ENABLED}, {@code DISABLED} and the like; sensor update only
 */
public record DevicePolicy(
        String policyId,
        String policyType,
        Boolean applied,
        String appliedDate,
        String assignedDate,
        Boolean exempt,
        List<String> ruleGroups,
        String ruleSetId,
        String settingsHash,
        String uninstallProtection) {

    public DevicePolicy {
        ruleGroups = Lists.filled(ruleGroups);
    }
}
