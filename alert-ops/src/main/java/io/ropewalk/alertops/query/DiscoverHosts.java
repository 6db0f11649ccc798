package io.ropewalk.alertops.query;

import io.ropewalk.alertops.query.Listing.Batch;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Records;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.discover.DiscoverApi;
import io.ropewalk.falcon.discover.DiscoveredHostFields;
import io.ropewalk.falcon.fql.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Assets with and without a sensor, by {@code combined-hosts} of Discover. */
public final class DiscoverHosts implements Question<DiscoverCriteria> {
    private static final int USUAL_DAYS = 7;
    private static final String ACTIVE = "active";
    private static final List<String> TYPES = List.of("managed", "unmanaged", "unsupported");

    private static final Window.Parameters WINDOW = Window.over("Last seen (last_seen_timestamp)");
    private static final Parameter STATUS =
            Parameter.word(
                    "status",
                    List.of(ACTIVE, "inactive"),
                    "Falcon has none; active was seen within days (7 unless said), inactive was not."
                            + " Not together with from and to.");
    private static final Parameter TYPE =
            Parameter.word(
                            "entityType",
                            TYPES,
                            "Whether it has a sensor, has none, or cannot have one; all unless said.")
                    .several()
                    .like("unmanaged");
    private static final Parameter PLATFORM =
            Parameter.text("platform", "Operating system.", "Windows").several();
    private static final Parameter PROVIDER =
            Parameter.text("cloudProvider", "The cloud it runs in.", "AWS").several();
    private static final Parameter ACCOUNT =
            Parameter.text("cloudAccountId", "The account there.", "123456789012").several();

    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("assetId", "id"),
                    Column.of("hostId", "aid"),
                    Column.of("entityType", "entity_type"),
                    Column.of("hostname", "hostname"),
                    Column.of("fqdn", "fqdn"),
                    Column.of("platform", "platform_name"),
                    Column.of("osVersion", "os_version"),
                    Column.of("productType", "product_type_desc"),
                    Column.of("localIp", "current_local_ip", "local_ip_addresses"),
                    Column.of("externalIp", "external_ip"),
                    Column.of("macAddresses", "mac_addresses"),
                    Column.of("manufacturer", "system_manufacturer"),
                    Column.of("model", "system_product_name"),
                    Column.of("criticality", "criticality"),
                    Column.of("internetExposure", "internet_exposure"),
                    Column.of("cloudProvider", "cloud_provider"),
                    Column.of("cloudAccountId", "cloud_account_id"),
                    Column.of("firstSeen", "first_seen_timestamp"),
                    Column.of("lastSeen", "last_seen_timestamp"));

    private final Falcon falcon;
    private final Records records;

    DiscoverHosts(Falcon falcon, Records records) {
        this.falcon = falcon;
        this.records = records;
    }

    @Override
    public String name() {
        return "discover-hosts";
    }

    @Override
    public String says() {
        return "Assets Discover knows, with a sensor and without.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                WINDOW.days(),
                WINDOW.from(),
                WINDOW.to(),
                STATUS,
                TYPE,
                Texts.HOSTNAMES,
                Match.PARAMETER,
                Texts.HOST_IDS,
                PLATFORM,
                PROVIDER,
                ACCOUNT);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public DiscoverCriteria read(Arguments in) {
        Window window = WINDOW.read(in);
        if (in.one(STATUS).isPresent() && (window.from().isPresent() || window.to().isPresent())) {
            throw Refused.badRequest("Name either status, with or without days, or from and to.");
        }
        return new DiscoverCriteria(
                window,
                in.one(STATUS).map(ACTIVE::equals),
                in.all(TYPE),
                in.all(Texts.HOSTNAMES),
                Match.read(in),
                in.all(Texts.HOST_IDS),
                in.all(PLATFORM),
                in.all(PROVIDER),
                in.all(ACCOUNT));
    }

    @Override
    public Listing listing(String tenant, DiscoverCriteria criteria, Instant at) {
        Filter filter = filter(criteria, at);
        return Listing.of(
                filter,
                DiscoverApi.MAX_PAGE,
                (cursor, size) ->
                        Batch.of(
                                falcon.discover(tenant)
                                        .hosts(filter, cursor, size, CallClass.INTERACTIVE),
                                records::of));
    }

    private static Filter filter(DiscoverCriteria it, Instant at) {
        return Filter.allOf(
                Stream.of(
                                Match.any(
                                        DiscoveredHostFields.ENTITY_TYPE,
                                        it.entityTypes().isEmpty() ? TYPES : it.entityTypes()),
                                seen(it, at),
                                it.match().on(DiscoveredHostFields.HOSTNAME, it.hostnames()),
                                Match.any(DiscoveredHostFields.AID, it.hostIds()),
                                Match.any(DiscoveredHostFields.PLATFORM_NAME, it.platforms()),
                                Match.any(DiscoveredHostFields.CLOUD_PROVIDER, it.cloudProviders()),
                                Match.any(
                                        DiscoveredHostFields.CLOUD_ACCOUNT_ID,
                                        it.cloudAccountIds()))
                        .toList());
    }

    private static Filter seen(DiscoverCriteria it, Instant at) {
        if (it.active().isEmpty()) {
            return it.window().on(DiscoveredHostFields.LAST_SEEN_TIMESTAMP, at);
        }
        int days = it.window().days().orElse(USUAL_DAYS);
        return it.active().get()
                ? Window.ofDays(days).on(DiscoveredHostFields.LAST_SEEN_TIMESTAMP, at)
                : DiscoveredHostFields.LAST_SEEN_TIMESTAMP.before(at.minus(Duration.ofDays(days)));
    }
}
