package io.ropewalk.simulator.alert;

import java.util.Set;

/**
 * What alerts can be found and ordered by. The vendor publishes no list; these are the members of
 * its records that its own samples and falcon-mcp filter by.
 */
final class AlertFields {
    private static final Set<String> TIMES =
            Set.of("timestamp", "created_timestamp", "updated_timestamp", "crawled_timestamp");
    private static final Set<String> NUMBERS =
            Set.of(
                    "severity",
                    "confidence",
                    "pattern_id",
                    "seconds_to_triaged",
                    "seconds_to_resolved");

    /** Compared as they stand: no wildcards, and case counts. */
    private static final Set<String> EXACT =
            Set.of(
                    "composite_id",
                    "id",
                    "cid",
                    "agent_id",
                    "aggregate_id",
                    "tags",
                    "sha256",
                    "sha1",
                    "md5",
                    "entities.sha256",
                    "entity_values.sha256s",
                    "quarantined_files.sha256",
                    "parent_details.sha256",
                    "ioc_value",
                    "ioc_values",
                    "device.device_id",
                    "linked_case_ids");

    private static final Set<String> TEXTS =
            Set.of(
                    "product",
                    "type",
                    "name",
                    "display_name",
                    "description",
                    "status",
                    "resolution",
                    "severity_name",
                    "assigned_to_name",
                    "assigned_to_uid",
                    "assigned_to_uuid",
                    "show_in_ui",
                    "tactic",
                    "tactic_id",
                    "technique",
                    "technique_id",
                    "objective",
                    "scenario",
                    "filename",
                    "filepath",
                    "cmdline",
                    "ioc_type",
                    "user_name",
                    "user_id",
                    "logon_domain",
                    "platform",
                    "device.hostname",
                    "device.platform_name",
                    "data_domains",
                    "source_products",
                    "source_vendors",
                    "email_sent",
                    "external",
                    "is_aggregated",
                    "parent_details.filename",
                    "pattern_disposition_details.process_blocked");

    private AlertFields() {}

    static boolean known(String field) {
        return TIMES.contains(field)
                || NUMBERS.contains(field)
                || EXACT.contains(field)
                || TEXTS.contains(field);
    }

    static boolean time(String field) {
        return TIMES.contains(field);
    }

    static boolean number(String field) {
        return NUMBERS.contains(field);
    }

    static boolean exact(String field) {
        return EXACT.contains(field);
    }
}
