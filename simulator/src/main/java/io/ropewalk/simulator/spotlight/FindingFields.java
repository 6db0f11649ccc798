package io.ropewalk.simulator.spotlight;

import static java.util.Map.entry;

import io.ropewalk.simulator.estate.Times;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What findings can be filtered by. */
final class FindingFields {
    static final Set<String> NUMBERS = Set.of("cve.base_score", "cve.exploit_status");
    static final Set<String> EXACT = Set.of("host_info.tags", "host_info.groups");

    static final Map<String, Function<FindingRow, List<String>>> ALL =
            Map.ofEntries(
                    entry("id", row -> List.of(row.id())),
                    entry("aid", row -> List.of(row.aid())),
                    entry("cid", row -> List.of(row.cid())),
                    entry("status", row -> List.of(row.state().status())),
                    entry("created_timestamp", row -> time(row.created())),
                    entry("updated_timestamp", row -> time(row.state().updated())),
                    entry("closed_timestamp", FindingFields::closed),
                    entry("last_seen_within", FindingRow::seenWithin),
                    entry("confidence", _ -> List.of(FindingRow.CONFIDENCE)),
                    entry("cve.id", row -> List.of(row.cve().id())),
                    entry("cve.severity", row -> List.of(row.cve().severity())),
                    entry("cve.exprt_rating", row -> List.of(row.cve().rating())),
                    entry("cve.base_score", row -> List.of(row.cve().baseScore())),
                    entry(
                            "cve.exploit_status",
                            row -> List.of(Integer.toString(row.cve().exploitStatus()))),
                    entry("cve.is_cisa_kev", row -> List.of(Boolean.toString(row.cve().kev()))),
                    entry("cve.types", _ -> List.of(Cve.TYPE)),
                    entry(
                            "suppression_info.is_suppressed",
                            row -> List.of(Boolean.toString(row.suppressed()))),
                    entry(
                            "suppression_info.reason",
                            row -> row.suppressed() ? List.of(FindingRow.REASON) : List.of()),
                    entry("host_info.hostname", ofHost("hostname")),
                    entry("host_info.local_ip", ofHost("local_ip")),
                    entry("host_info.machine_domain", ofHost("machine_domain")),
                    entry("host_info.os_version", ofHost("os_version")),
                    entry("host_info.ou", ofHost("ou")),
                    entry("host_info.site_name", ofHost("site_name")),
                    entry("host_info.platform_name", ofHost("platform_name")),
                    entry("host_info.product_type_desc", ofHost("product_type_desc")),
                    entry("host_info.service_provider", ofHost("service_provider")),
                    entry(
                            "host_info.service_provider_account_id",
                            ofHost("service_provider_account_id")),
                    entry("host_info.instance_id", ofHost("instance_id")),
                    entry("host_info.system_manufacturer", ofHost("system_manufacturer")),
                    entry("host_info.tags", ofHost("tags")),
                    entry("host_info.groups", ofHost("groups")),
                    entry("host_info.managed_by", _ -> List.of(FindingRow.MANAGED_BY)),
                    entry("host_info.asset_criticality", row -> List.of(row.criticality())),
                    entry("host_info.internet_exposure", row -> List.of(row.exposure())));

    private FindingFields() {}

    private static Function<FindingRow, List<String>> ofHost(String field) {
        return row -> row.hostValues(field);
    }

    private static List<String> closed(FindingRow row) {
        return row.state().status().equals("closed") ? time(row.state().updated()) : List.of();
    }

    private static List<String> time(long seconds) {
        return List.of(Times.text(seconds));
    }
}
