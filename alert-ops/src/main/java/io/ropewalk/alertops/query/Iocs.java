package io.ropewalk.alertops.query;

import io.ropewalk.alertops.query.Listing.Batch;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Records;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.iocs.IndicatorFields;
import io.ropewalk.falcon.iocs.IndicatorQuery;
import io.ropewalk.falcon.iocs.IocsApi;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Custom indicators, by {@code indicator.combined.v1}. */
public final class Iocs implements Question<IocCriteria> {
    private static final String IP = "ip";

    private static final Window.Parameters WINDOW = Window.over("Made (created_on)");
    private static final Parameter TYPE =
            Parameter.word(
                            "type",
                            List.of("sha256", "md5", "domain", IP, "ipv4", "ipv6"),
                            "Kind of value; ip means ipv4 and ipv6.")
                    .several();
    private static final Parameter SEVERITY =
            Parameter.word("severity", Severity.words(), "Severity.").several().like("high");
    private static final Parameter AT_LEAST =
            Parameter.word("severityAtLeast", Severity.words(), "This severity or a higher one.")
                    .like("high");
    private static final Parameter VALUE =
            Parameter.text(
                            "value",
                            "The whole value; hashes are kept in lower case.",
                            "evil.example")
                    .several();
    private static final Parameter ACTION =
            Parameter.word(
                            "action",
                            List.of("no_action", "allow", "prevent_no_ui", "prevent", "detect"),
                            "What Falcon does where it meets the value.")
                    .several()
                    .like("prevent");
    private static final Parameter SOURCE =
            Parameter.text("source", "Where it is from, whole.", "OpenCTI").several();
    private static final Parameter TAG =
            Parameter.text("tag", "A whole tag.", "ransomware").several();
    private static final Parameter CREATED_BY =
            Parameter.text("createdBy", "API client or user that made it.", "analyst@example.com")
                    .several();
    private static final Parameter EXPIRED =
            Parameter.flag(
                    "expired", "true for those past their expiration, false for the others.");
    private static final Parameter SORT = Sorts.parameter(IocCriteria.Sort.values());

    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("id", "id"),
                    Column.of("type", "type"),
                    Column.of("value", "value"),
                    Column.of("action", "action"),
                    Column.of("severity", "severity"),
                    Column.of("platforms", "platforms"),
                    Column.of("appliedGlobally", "applied_globally"),
                    Column.of("hostGroupIds", "host_groups"),
                    Column.of("source", "source"),
                    Column.of("description", "description"),
                    Column.of("tags", "tags"),
                    Column.of("expiration", "expiration"),
                    Column.of("expired", "expired"),
                    Column.of("created", "created_on"),
                    Column.of("createdBy", "created_by"),
                    Column.of("updated", "modified_on"));

    private final Falcon falcon;
    private final Records records;

    Iocs(Falcon falcon, Records records) {
        this.falcon = falcon;
        this.records = records;
    }

    @Override
    public String name() {
        return "iocs";
    }

    @Override
    public String says() {
        return "Custom indicators of compromise, expired ones among them.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                WINDOW.days(),
                WINDOW.from(),
                WINDOW.to(),
                TYPE,
                SEVERITY,
                AT_LEAST,
                VALUE,
                ACTION,
                SOURCE,
                TAG,
                CREATED_BY,
                EXPIRED,
                SORT);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public IocCriteria read(Arguments in) {
        if (!in.all(SEVERITY).isEmpty() && in.one(AT_LEAST).isPresent()) {
            throw Refused.badRequest("Name either severity or severityAtLeast.");
        }
        return new IocCriteria(
                WINDOW.read(in),
                in.all(TYPE).stream()
                        .flatMap(it -> it.equals(IP) ? Stream.of("ipv4", "ipv6") : Stream.of(it))
                        .distinct()
                        .toList(),
                in.all(SEVERITY).stream().map(Severity::of).toList(),
                in.one(AT_LEAST).map(Severity::of),
                in.all(VALUE),
                in.all(ACTION),
                in.all(SOURCE),
                in.all(TAG),
                in.all(CREATED_BY),
                in.flag(EXPIRED),
                Sorts.read(in, SORT, IocCriteria.Sort.values()));
    }

    @Override
    public Listing listing(String tenant, IocCriteria criteria, Instant at) {
        Filter filter = filter(criteria, at);
        IndicatorQuery query =
                new IndicatorQuery(filter.text(), criteria.sort().vendors(), Optional.empty());
        return Listing.of(
                filter,
                IocsApi.MAX_PAGE,
                (cursor, size) ->
                        counted(
                                Batch.of(
                                        falcon.iocs(tenant)
                                                .combined(
                                                        query,
                                                        IocsApi.From.cursor(cursor),
                                                        size,
                                                        CallClass.INTERACTIVE),
                                        records::of)));
    }

    /** The vendor was seen to say that there is one where it lists none. */
    private static Batch counted(Batch page) {
        boolean odd = page.items().isEmpty() && page.total().orElse(0) == 1;
        return odd
                ? new Batch(
                        page.items(),
                        Optional.empty(),
                        OptionalLong.of(0),
                        page.traceId(),
                        page.warnings())
                : page;
    }

    private static Filter filter(IocCriteria it, Instant at) {
        List<Severity> severities =
                it.severityAtLeast().map(Severity::andAbove).orElse(it.severities());
        return Filter.allOf(
                Stream.of(
                                it.window().on(IndicatorFields.CREATED_ON, at),
                                Match.any(IndicatorFields.TYPE, it.types()),
                                Match.any(
                                        IndicatorFields.SEVERITY,
                                        severities.stream().map(Severity::word).toList()),
                                Match.any(IndicatorFields.VALUE, it.values()),
                                Match.any(IndicatorFields.ACTION, it.actions()),
                                Match.any(IndicatorFields.SOURCE, it.sources()),
                                Match.any(IndicatorFields.TAGS, it.tags()),
                                Match.any(IndicatorFields.CREATED_BY, it.createdBy()),
                                it.expired().map(IndicatorFields.EXPIRED::is).orElse(Filter.NONE))
                        .toList());
    }
}
