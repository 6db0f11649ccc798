package io.ropewalk.inventory.questions;

import java.util.List;

/** What protects a host, and who used it last. */
public record HostProtection(
        HostLine host,
        List<String> groups,
        List<Policy> policies,
        LastLogin lastLogin,
        long openFindings) {

    /**
     * A policy of the host.
     *
     * @param type the vendor's word, for example {@code prevention}
     * @param name null where the policy is known from host records only
     * @param enabled null where the policy is known from host records only
     * @param applied whether the sensor has taken it over
     */
    public record Policy(
            String type,
            String id,
            String name,
            Boolean enabled,
            boolean applied,
            String assignedDate,
            String appliedDate) {}

    /** The newest login that the graph knows; both null where it knows none. */
    public record LastLogin(String user, String time) {}
}
