package io.ropewalk.simulator.spotlight;

import io.ropewalk.simulator.estate.Estate;
import io.ropewalk.simulator.estate.Host;
import io.ropewalk.simulator.estate.HostGroup;
import io.ropewalk.simulator.estate.HostReader;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.estate.Times;
import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.records.Json;
import io.ropewalk.simulator.records.Records;
import io.ropewalk.simulator.records.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One finding at a time. */
final class FindingRow implements Row {
    static final String CONFIDENCE = "confirmed";
    static final String MANAGED_BY = "Falcon sensor";
    static final String REASON = "ACCEPT_RISK";

    private static final long PURPOSE = Mix.of("finding");
    private static final long DAY = 86_400;
    private static final long MOST_AGE = 300 * DAY;
    private static final List<Integer> WITHIN_DAYS = List.of(3, 7, 14, 30, 45, 90);
    private static final List<String> CRITICALITIES =
            List.of("Unassigned", "Unassigned", "Noncritical", "High", "Critical");

    private final Findings findings;
    private final Estate estate;
    private final Host host;
    private final HostReader reader;
    private final long asOf;
    private final Map<String, String> groupNames;
    private final Map<Cve, byte[]> cveBlocks = new HashMap<>();

    private int slot = -1;
    private long place;
    private Cve cve;
    private long hash;
    private Findings.State state;
    private byte[] hostBlock;
    private String aid;

    FindingRow(Findings findings, Estate estate) {
        this.findings = findings;
        this.estate = estate;
        this.host = estate.host();
        this.reader = new HostReader(host);
        this.asOf = estate.spec().asOf().getEpochSecond();
        this.groupNames =
                HostGroup.of(estate).stream()
                        .collect(Collectors.toMap(HostGroup::id, HostGroup::name));
    }

    @Override
    public void moveTo(long newPlace) {
        place = newPlace;
        var newSlot = (int) (newPlace / Findings.PER_HOST);
        if (newSlot != slot) {
            slot = newSlot;
            host.at(estate.keyAt(newSlot));
            hostBlock = null;
            aid = null;
        }
        var number = (int) (newPlace % Findings.PER_HOST);
        cve = Findings.cve(host, number);
        hash = host.draw(PURPOSE, number);
        state = null;
    }

    @Override
    public String id() {
        return aid() + "_" + cve.vulnerability();
    }

    String aid() {
        if (aid == null) {
            aid = estate.deviceId(host.key());
        }
        return aid;
    }

    String cid() {
        return estate.spec().cid();
    }

    Cve cve() {
        return cve;
    }

    /** At least an hour before the present of the records, never before the host was there. */
    long created() {
        var span = Math.min(asOf - 3600 - host.firstSeen(), MOST_AGE);
        return asOf - 3600 - Long.remainderUnsigned(hash, span);
    }

    Findings.State state() {
        if (state == null) {
            var draw = Long.remainderUnsigned(hash >>> 20, 100);
            var status =
                    draw < 78 ? "open" : draw < 82 ? "reopen" : draw < 97 ? "closed" : "expired";
            var since = created();
            var updated = since + Long.remainderUnsigned(hash >>> 8, asOf - since);
            state = findings.state(place, new Findings.State(status, updated));
        }
        return state;
    }

    boolean suppressed() {
        return (hash >>> 40 & 63) == 0;
    }

    String criticality() {
        var draw = host.draw(PURPOSE, -1);
        return CRITICALITIES.get((int) Long.remainderUnsigned(draw, CRITICALITIES.size()));
    }

    String exposure() {
        return (host.draw(PURPOSE, -2) & 15) == 0 ? "Yes" : "No";
    }

    List<String> seenWithin() {
        var age = asOf - host.lastSeen();
        return WITHIN_DAYS.stream()
                .filter(days -> age <= days * DAY)
                .map(days -> Integer.toString(days))
                .toList();
    }

    List<String> hostValues(String name) {
        return reader.values(name);
    }

    @Override
    public List<String> values(String field) {
        return FindingFields.ALL.get(field).apply(this);
    }

    @Override
    public void writeTo(ByteSink out, Set<String> facets, String omitted) {
        Json.element(out, omitted, json -> members(json, facets));
    }

    private static boolean wants(Set<String> facets, String facet) {
        return facets.equals(Records.WHOLE) || facets.contains(facet);
    }

    private void members(Json json, Set<String> facets) {
        json.text("id", id()).text("cid", cid()).text("aid", aid());
        json.text("vulnerability_id", cve.id()).text("status", state().status());
        json.text("created_timestamp", Times.text(created()));
        json.text("updated_timestamp", Times.text(state().updated()));
        if (state().status().equals("closed")) {
            json.text("closed_timestamp", Times.text(state().updated()));
        }
        json.text("confidence", CONFIDENCE);
        json.object(
                "suppression_info",
                info -> {
                    info.flag("is_suppressed", suppressed());
                    info.textIfAny("reason", suppressed() ? REASON : "");
                });
        // One in sixteen names its products in the list only.
        if ((hash >>> 46 & 15) != 0) {
            json.object("app", this::product);
        }
        json.objects("apps", products(), which -> app(json, which, facets));
        json.raw("cve", wants(facets, "cve") ? cveBlock() : cveId());
        if (wants(facets, "host_info")) {
            json.raw("host_info", hostBlock());
        }
        json.object("remediation", block -> remediation(block, facets));
    }

    /** One in eight concerns two products. */
    private List<Integer> products() {
        return (hash >>> 50 & 7) == 0 ? List.of(0, 1) : List.of(0);
    }

    private void product(Json json) {
        json.text("product_name_version", cve.productVersion());
        json.text("product_name_normalized", cve.product());
        json.text("vendor_normalized", cve.vendor());
    }

    private void app(Json json, int which, Set<String> facets) {
        if (which == 0) {
            product(json);
        } else {
            json.text("product_name_version", cve.productVersion() + " (x86)");
            json.text("product_name_normalized", cve.product());
            json.text("vendor_normalized", cve.vendor());
        }
        json.text("sub_status", state().open() ? "open" : "closed");
        json.object("remediation", ids -> ids.texts("ids", List.of(cve.remedy(which))));
        json.object(
                "remediation_info",
                info ->
                        info.text("recommended_id", cve.remedy(0))
                                .text("minimum_id", cve.remedy(1)));
        json.object(
                "evaluation_logic",
                logic -> {
                    logic.text("id", Long.toHexString(hash));
                    if (wants(facets, "evaluation_logic")) {
                        logic.text("aid", aid()).text("cid", cid());
                        logic.text("created_timestamp", Times.text(created()));
                        logic.text("logic_expression", "1");
                        logic.objects("logic", List.of(which), _ -> check(logic));
                    }
                });
    }

    /** Its number does not fit into 63 bits. */
    private void check(Json json) {
        json.raw("id", Long.toUnsignedString(hash | Long.MIN_VALUE));
        json.text("title", cve.product() + " is older than the fix");
        json.text("type", "version_test").text("status", "true");
        json.flag("negate", false).text("existence_check", "at_least_one_exists");
    }

    private byte[] cveId() {
        return Json.member(json -> json.text("id", cve.id()));
    }

    private byte[] cveBlock() {
        return cveBlocks.computeIfAbsent(cve, known -> Json.member(known::details));
    }

    private void remediation(Json json, Set<String> facets) {
        json.texts("ids", products().stream().map(cve::remedy).toList());
        if (wants(facets, "remediation")) {
            json.objects("entities", products(), which -> cve.remediation(which, json));
        }
    }

    private byte[] hostBlock() {
        if (hostBlock == null) {
            hostBlock = Json.member(this::hostInfo);
        }
        return hostBlock;
    }

    private void hostInfo(Json json) {
        for (var name : List.of("hostname", "local_ip", "machine_domain", "os_version")) {
            json.text(name, first(name));
        }
        json.text("ou", String.join(", ", hostValues("ou"))).text("site_name", first("site_name"));
        json.text("system_manufacturer", first("system_manufacturer"));
        json.objects(
                "groups",
                hostValues("groups"),
                id -> json.text("id", id).text("name", groupNames.getOrDefault(id, "")));
        json.texts("tags", hostValues("tags"));
        json.text("platform", first("platform_name"));
        json.textIfAny("os_build", first("os_build"));
        json.text("product_type_desc", first("product_type_desc"));
        json.textIfAny("service_provider", first("service_provider"));
        json.textIfAny("service_provider_account_id", first("service_provider_account_id"));
        json.textIfAny("instance_id", first("instance_id"));
        json.text("asset_criticality", criticality()).text("internet_exposure", exposure());
        json.text("managed_by", MANAGED_BY);
        json.text("host_last_seen_timestamp", Times.text(host.lastSeen()));
    }

    private String first(String field) {
        return reader.first(field);
    }
}
