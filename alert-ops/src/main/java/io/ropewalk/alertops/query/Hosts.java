package io.ropewalk.alertops.query;

import io.ropewalk.alertops.query.Listing.Batch;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Records;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostFields;
import io.ropewalk.falcon.hosts.HostsApi;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Hosts with a sensor, in the order of their ids, by {@code CombinedDevicesByFilter}; where a cloud
 * lacks that, by ids and records.
 */
public final class Hosts implements Question<HostCriteria> {
    private static final int PAGE = 1_000;
    private static final String PENDING = "containment_pending";

    private static final Window.Parameters WINDOW = Window.over("Last seen (last_seen)");
    private static final Parameter STATUS =
            Parameter.word(
                            "status",
                            List.of("normal", PENDING, "contained", "lift_containment_pending"),
                            "Containment.")
                    .several()
                    .like("contained");
    private static final Parameter PLATFORM =
            Parameter.word(
                            "platform",
                            List.of("Windows", "Mac", "Linux", "Android", "iOS", "K8S"),
                            "Operating system.")
                    .several();
    private static final Parameter PRODUCT_TYPE =
            Parameter.word(
                            "productType",
                            List.of("Workstation", "Server", "Domain Controller"),
                            "What the machine is for.")
                    .several();
    private static final Parameter TAG =
            Parameter.text("tag", "A whole grouping tag.", "FalconGroupingTags/finance").several();
    private static final Parameter GROUP =
            Parameter.formed(
                            "groupId",
                            "[0-9A-Fa-f]{32}",
                            "Id of a host group it is in.",
                            "00000000000000000000000000000002")
                    .several();
    private static final Parameter IP =
            Parameter.formed(
                            "ip",
                            "[0-9A-Fa-f.:]{2,45}",
                            "Address inside or outside (local_ip, external_ip).",
                            "192.0.2.10")
                    .several();
    private static final Parameter AGENT_VERSION =
            Parameter.formed(
                            "agentVersion",
                            "[0-9]+(\\.[0-9]+){0,5}",
                            "Version of the sensor, whole.",
                            "7.20.19003.0")
                    .several();
    private static final Parameter SERIAL_NUMBER =
            Parameter.text("serialNumber", "Serial number of the machine.", "PF0ABCDE").several();
    private static final Parameter HIDDEN =
            Parameter.flag("hidden", "true for the hidden hosts, in place of the others.");

    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("hostId", "device_id"),
                    Column.of("hostname", "hostname"),
                    Column.of("platform", "platform_name"),
                    Column.of("osVersion", "os_version"),
                    Column.of("productType", "product_type_desc"),
                    Column.of("status", "status"),
                    Column.of("lastSeen", "last_seen"),
                    Column.of("firstSeen", "first_seen"),
                    Column.of("agentVersion", "agent_version"),
                    Column.of("localIp", "local_ip"),
                    Column.of("externalIp", "external_ip"),
                    Column.of("macAddress", "mac_address"),
                    Column.of("machineDomain", "machine_domain"),
                    Column.of("siteName", "site_name"),
                    Column.of("lastLoginUser", "last_login_user"),
                    Column.of("serialNumber", "serial_number"),
                    Column.of("reducedFunctionality", "reduced_functionality_mode"),
                    Column.of("tags", "tags"),
                    Column.of("groupIds", "groups"));

    private final Falcon falcon;
    private final Records records;

    Hosts(Falcon falcon, Records records) {
        this.falcon = falcon;
        this.records = records;
    }

    @Override
    public String name() {
        return "hosts";
    }

    @Override
    public String says() {
        return "Hosts with a sensor, in the order of their ids. Names are not unique: every host of"
                + " a name is answered.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                WINDOW.days(),
                WINDOW.from(),
                WINDOW.to(),
                Texts.HOST_IDS,
                Texts.HOSTNAMES,
                Match.PARAMETER,
                STATUS,
                PLATFORM,
                PRODUCT_TYPE,
                TAG,
                GROUP,
                IP,
                AGENT_VERSION,
                SERIAL_NUMBER,
                HIDDEN);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public HostCriteria read(Arguments in) {
        return new HostCriteria(
                WINDOW.read(in),
                in.all(Texts.HOST_IDS),
                in.all(Texts.HOSTNAMES),
                Match.read(in),
                in.all(STATUS),
                in.all(PLATFORM),
                in.all(PRODUCT_TYPE),
                in.all(TAG),
                in.all(GROUP),
                in.all(IP),
                in.all(AGENT_VERSION),
                in.all(SERIAL_NUMBER),
                in.flag(HIDDEN).orElse(false));
    }

    @Override
    public Listing listing(String tenant, HostCriteria criteria, Instant at) {
        Filter filter = filter(criteria, at);
        Listing.Source source =
                criteria.hidden()
                        ? new WalkedSource<>(
                                size ->
                                        falcon.hosts(tenant)
                                                .walkHidden(filter, size, CallClass.INTERACTIVE),
                                records::of)
                        : combined(tenant, filter);
        return Listing.of(filter, PAGE, source);
    }

    private Listing.Source combined(String tenant, Filter filter) {
        HostsApi hosts = falcon.hosts(tenant);
        Listing.Source walked =
                new WalkedSource<Host>(
                        size -> hosts.walk(filter, size, CallClass.INTERACTIVE), records::of);
        return (cursor, size) -> {
            if (WalkedSource.owns(cursor)) {
                return walked.page(cursor, size);
            }
            try {
                return Batch.of(
                        hosts.combined(filter, cursor, size, CallClass.INTERACTIVE), records::of);
            } catch (FalconCallFailed failed) {
                if (lacking(cursor, failed)) {
                    return walked.page(cursor, size);
                }
                throw failed;
            }
        };
    }

    /** Whether this cloud does not have the combined listing. */
    private static boolean lacking(Optional<String> cursor, FalconCallFailed failed) {
        return cursor.isEmpty() && failed.why().category() == FailureCategory.GONE_UPSTREAM;
    }

    private static Filter filter(HostCriteria it, Instant at) {
        return Filter.allOf(
                Stream.of(
                                it.window().on(HostFields.LAST_SEEN, at),
                                Match.any(HostFields.DEVICE_ID, it.hostIds()),
                                it.match().on(HostFields.HOSTNAME, it.hostnames()),
                                Match.any(HostFields.STATUS, spelled(it.statuses())),
                                Match.any(HostFields.PLATFORM_NAME, it.platforms()),
                                Match.any(HostFields.PRODUCT_TYPE_DESC, it.productTypes()),
                                Match.any(HostFields.TAGS, it.tags()),
                                Match.any(HostFields.GROUPS, it.groupIds()),
                                Texts.anyField(
                                        List.of(HostFields.LOCAL_IP, HostFields.EXTERNAL_IP),
                                        it.ips()),
                                Match.any(HostFields.AGENT_VERSION, it.agentVersions()),
                                Match.any(HostFields.SERIAL_NUMBER, it.serialNumbers()))
                        .toList());
    }

    /** Sources differ in how the vendor spells the one on its way. */
    private static List<String> spelled(List<String> statuses) {
        return statuses.stream()
                .flatMap(
                        it -> it.equals(PENDING) ? Stream.of(it, "contain_pending") : Stream.of(it))
                .toList();
    }
}
