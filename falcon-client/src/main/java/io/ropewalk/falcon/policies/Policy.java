package io.ropewalk.falcon.policies;

import io.ropewalk.falcon.Lists;
import io.ropewalk.falcon.hostgroups.HostGroup;
import java.util.List;
import java.util.Objects;

/**
 * A policy ({@code prevention.PolicyV1} and {@code sensor_update.PolicyV2} of the swagger), as far
 * as it is used here. Components bear the vendor's names in camel case; {@code null} stands for
 * what the vendor does not send. Times are the vendor's text.
 *
 * @param platformName {@code Windows}, {@code Mac} or {@code Linux}
 * @param groups the host groups it is assigned to; none for the default policy of a platform
 * @param settings of a sensor update policy only
 */
public record Policy(
        String id,
        String cid,
        String name,
        String description,
        String platformName,
        Boolean enabled,
        List<HostGroup> groups,
        String createdBy,
        String createdTimestamp,
        String modifiedBy,
        String modifiedTimestamp,
        SensorUpdateSettings settings) {

    public Policy {
        Objects.requireNonNull(id, "id");
        groups = Lists.filled(groups).stream().filter(group -> !group.id().isBlank()).toList();
    }

    /** Which policy it is; its authors are people. */
    @Override
    public String toString() {
        return "Policy[id=" + id + ", cid=" + cid + "]";
    }
}
