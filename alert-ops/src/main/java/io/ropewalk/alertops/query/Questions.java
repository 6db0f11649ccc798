package io.ropewalk.alertops.query;

import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.query.Walk.Stretch;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Records;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.alertops.work.Role;
import io.ropewalk.falcon.FalconCallFailed;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All questions, and the one way to ask them, from whichever door: role first, then the filter,
 * then the vendor, and a line in the audit for each customer.
 */
public final class Questions {
    /** The most values one parameter takes. */
    public static final int MOST_VALUES = Arguments.MOST_VALUES;

    private final Falcon falcon;
    private final Clock clock;
    private final QuestionAudit audit;
    private final Detections detections;
    private final Hosts hosts;
    private final Iocs iocs;
    private final Vulnerabilities vulnerabilities;
    private final Cases cases;
    private final RtrSessions rtrSessions;
    private final DiscoverHosts discoverHosts;

    public Questions(Falcon falcon, Clock clock, Audit audit, Records records) {
        this.falcon = Objects.requireNonNull(falcon, "falcon");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.audit = new QuestionAudit(audit);
        this.detections = new Detections(falcon);
        this.hosts = new Hosts(falcon, records);
        this.iocs = new Iocs(falcon, records);
        this.vulnerabilities = new Vulnerabilities(falcon, records);
        this.cases = new Cases(falcon);
        this.rtrSessions = new RtrSessions(falcon);
        this.discoverHosts = new DiscoverHosts(falcon, records);
    }

    public Detections detections() {
        return detections;
    }

    public Hosts hosts() {
        return hosts;
    }

    public Iocs iocs() {
        return iocs;
    }

    public Vulnerabilities vulnerabilities() {
        return vulnerabilities;
    }

    public Cases cases() {
        return cases;
    }

    public RtrSessions rtrSessions() {
        return rtrSessions;
    }

    public DiscoverHosts discoverHosts() {
        return discoverHosts;
    }

    /** Every one, in the order of the documentation. */
    public List<Question<?>> all() {
        return List.of(detections, hosts, iocs, vulnerabilities, cases, rtrSessions, discoverHosts);
    }

    /** The same for who describes them and asks nothing. */
    public static List<Question<?>> described() {
        return List.of(
                new Detections(null),
                new Hosts(null, null),
                new Iocs(null, null),
                new Vulnerabilities(null, null),
                new Cases(null),
                new RtrSessions(null),
                new DiscoverHosts(null, null));
    }

    /** Alerts, for who describes what is asked of them and asks nothing. */
    public static Question<DetectionCriteria> describedDetections() {
        return new Detections(null);
    }

    /**
     * Asks one customer.
     *
     * @throws Refused when the question is wrong or not the caller's to ask
     * @throws FalconCallFailed when there is no whole answer
     */
    public <C extends Record> Found ask(
            Question<C> question, String tenant, C criteria, Paging paging, Caller caller) {
        allowed(question, caller);
        Tenants.checked(tenant);
        String asked = asked(question, tenant, criteria, paging);
        Optional<Bookmark> mark = paging.after().map(it -> Bookmark.of(it, asked));
        Instant at = mark.map(Bookmark::at).orElseGet(this::now);
        Place place =
                mark.map(it -> Optional.ofNullable(it.open().get(tenant)).orElse(Place.START))
                        .orElse(Place.START);
        Asked<C> about = new Asked<>(question, criteria, at, paging.detail(), caller);
        Listing listing = listing(about, tenant);
        Stretch stretch = stretch(about, tenant, listing, place, paging.limit());
        return new Found(
                tenant,
                stretch.items(),
                stretch.next().map(it -> new Bookmark(at, Map.of(tenant, it), tenant).text(asked)),
                stretch.total(),
                listing.filter(),
                stretch.warnings(),
                lastOf(stretch.traces()));
    }

    /**
     * Asks several customers, each for its share of the limit, and those that have more for what is
     * left of it.
     *
     * @param tenants names with commas between, or {@code *} for all this service may work for
     * @throws Refused when the question is wrong or not the caller's to ask
     * @throws FalconCallFailed when all of them failed
     */
    public <C extends Record> FoundMany askMany(
            Question<C> question, String tenants, C criteria, Paging paging, Caller caller) {
        allowed(question, caller);
        String asked = asked(question, tenants, criteria, paging);
        Optional<Bookmark> mark = paging.after().map(it -> Bookmark.of(it, asked));
        Instant at = mark.map(Bookmark::at).orElseGet(this::now);
        Asked<C> about = new Asked<>(question, criteria, at, paging.detail(), caller);
        List<String> names = Tenants.named(tenants, falcon);
        Listing sample = listing(about, names.getFirst());
        Round round =
                new Round(
                        names,
                        mark,
                        (tenant, place, limit) ->
                                stretch(about, tenant, listing(about, tenant), place, limit));
        return round.run(paging.limit()).found(sample.filter(), it -> it.text(asked), at);
    }

    private static void allowed(Question<?> question, Caller caller) {
        if (!caller.may(Role.VIEWER)) {
            throw new Refused(
                    new Why.Role(
                            "%s takes the role %s."
                                    .formatted(question.name(), Role.VIEWER.word())));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** What an {@code after} is bound to. */
    private static String asked(
            Question<?> question, String tenants, Record criteria, Paging paging) {
        return String.join(
                "\n", question.name(), tenants, paging.detail().name(), criteria.toString());
    }

    private record Asked<C extends Record>(
            Question<C> question, C criteria, Instant at, Detail detail, Caller caller) {}

    private static <C extends Record> Listing listing(Asked<C> about, String tenant) {
        try {
            return about.question().listing(tenant, about.criteria(), about.at());
        } catch (IllegalArgumentException wrong) {
            throw Refused.badRequest(wrong.getMessage());
        }
    }

    private <C extends Record> Stretch stretch(
            Asked<C> about, String tenant, Listing listing, Place place, int limit) {
        List<Column> columns = about.question().columns();
        return audit.noted(
                about.question().name(),
                tenant,
                about.caller(),
                listing.filter(),
                () ->
                        Walk.from(
                                place,
                                listing,
                                record -> shown(tenant, record, columns, about.detail()),
                                limit));
    }

    private static Map<String, Object> shown(
            String tenant, Map<String, Object> record, List<Column> columns, Detail detail) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("tenant", tenant);
        item.putAll(
                switch (detail) {
                    case COMPACT -> Column.compact(columns, record);
                    case FULL -> record;
                });
        return item;
    }

    static String lastOf(List<String> traces) {
        return traces.isEmpty() ? "" : traces.getLast();
    }
}
