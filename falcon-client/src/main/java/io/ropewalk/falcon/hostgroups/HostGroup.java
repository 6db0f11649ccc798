package io.ropewalk.falcon.hostgroups;

import java.util.Objects;

/**
 * A host group ({@code host_groups.HostGroupV1} of the swagger). Components bear the vendor's names
 * in camel case; {@code null} stands for what the vendor does not send. Times are the vendor's
 * text.
 *
 * @param id empty where the vendor names none, which only happens inside another record
 * @param groupType {@code static} by host name, {@code staticByID}, or {@code dynamic}
 * @param assignmentRule a filter of hosts
 */
public record HostGroup(
        String id,
        String name,
        String description,
        String groupType,
        String assignmentRule,
        String createdBy,
        String createdTimestamp,
        String modifiedBy,
        String modifiedTimestamp) {

    public HostGroup {
        id = Objects.requireNonNullElse(id, "");
    }

    /** Which group it is; its rule may name hosts and people. */
    @Override
    public String toString() {
        return "HostGroup[id=" + id + "]";
    }
}
