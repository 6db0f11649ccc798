package io.ropewalk.alertops.query;

import io.ropewalk.alertops.query.Listing.Batch;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.cases.CaseFields;
import io.ropewalk.falcon.cases.CaseRecord;
import io.ropewalk.falcon.cases.CasesApi;
import io.ropewalk.falcon.fql.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cases, which took the place of incidents: ids by filter, then their records. */
public final class Cases implements Question<CaseCriteria> {
    private static final int PAGE = 500;

    private static final Window.Parameters WINDOW = Window.over("Created (created_timestamp)");
    private static final Parameter STATUS =
            Parameter.word(
                            "status",
                            List.of("new", "in_progress", "closed", "reopened"),
                            "What became of it.")
                    .several();
    private static final Parameter SEVERITY =
            Parameter.word(
                            "severity",
                            Severity.words(),
                            "By the band its number (1 to 100) is in: low from 20, medium from 40,"
                                    + " high from 60, critical from 80.")
                    .several()
                    .like("high");
    private static final Parameter AT_LEAST =
            Parameter.word("severityAtLeast", Severity.words(), "This severity or a higher one.")
                    .like("high");
    private static final Parameter ASSIGNED_TO =
            Parameter.text("assignedTo", "Who works on it: a name or uuid.", "Ada Lovelace")
                    .several();
    private static final Parameter TAG =
            Parameter.text("tag", "A whole tag.", "phishing").several();
    private static final Parameter ID =
            Parameter.text("caseId", "Falcon's own id.", "0123456789abcdef").several();
    private static final Parameter REFERENCE =
            Parameter.text("referenceId", "The id people see.", "CASE-1000").several();
    private static final Parameter NAME =
            Parameter.text("name", "The whole name.", "Case of host 1").several();
    private static final Parameter SORT = Sorts.parameter(CaseCriteria.Sort.values());

    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("caseId", "id"),
                    Column.of("referenceId", "reference_id"),
                    Column.of("name", "name"),
                    Column.of("status", "status"),
                    Column.of("severity", "severity"),
                    Column.of("assignedTo", "assigned_to_name", "assigned_to_uuid"),
                    Column.of("tags", "tags"),
                    Column.of("created", "created_timestamp"),
                    Column.of("updated", "updated_timestamp"),
                    Column.of("alertIds", "evidence.alerts.id"),
                    Column.of("description", "description"));

    private final Falcon falcon;

    Cases(Falcon falcon) {
        this.falcon = falcon;
    }

    @Override
    public String name() {
        return "cases";
    }

    @Override
    public String says() {
        return "Cases, which took the place of incidents; Falcon lists the first 10,000 of a filter.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                WINDOW.days(),
                WINDOW.from(),
                WINDOW.to(),
                STATUS,
                SEVERITY,
                AT_LEAST,
                ASSIGNED_TO,
                TAG,
                ID,
                REFERENCE,
                NAME,
                SORT);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public CaseCriteria read(Arguments in) {
        if (!in.all(SEVERITY).isEmpty() && in.one(AT_LEAST).isPresent()) {
            throw Refused.badRequest("Name either severity or severityAtLeast.");
        }
        return new CaseCriteria(
                WINDOW.read(in),
                in.all(STATUS),
                in.all(SEVERITY).stream().map(Severity::of).toList(),
                in.one(AT_LEAST).map(Severity::of),
                in.all(ASSIGNED_TO),
                in.all(TAG),
                in.all(ID),
                in.all(REFERENCE),
                in.all(NAME),
                Sorts.read(in, SORT, CaseCriteria.Sort.values()));
    }

    @Override
    public Listing listing(String tenant, CaseCriteria criteria, Instant at) {
        Filter filter = filter(criteria, at);
        CasesApi cases = falcon.cases(tenant);
        return Listing.of(
                filter,
                PAGE,
                (cursor, size) -> page(cases, filter, criteria.sort(), Offsets.of(cursor), size));
    }

    private static Batch page(
            CasesApi cases, Filter filter, CaseCriteria.Sort sort, long offset, int size) {
        int within = (int) Math.min(size, CasesApi.WINDOW - offset);
        FalconResult<Page<String>> ids =
                cases.ids(filter, sort.vendors(), offset, within, CallClass.INTERACTIVE);
        List<String> found = ids.orThrow().items();
        FalconResult<List<CaseRecord>> records =
                found.isEmpty()
                        ? FalconResult.ok(List.of(), ids.trace())
                        : cases.details(found, CallClass.INTERACTIVE);
        List<CaseRecord> there = records.orThrow();
        List<String> warnings = new ArrayList<>(Listing.warnings(ids));
        warnings.addAll(Listing.warnings(records));
        Set<String> known = there.stream().map(CaseRecord::id).collect(Collectors.toSet());
        found.stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> warnings.add("Falcon lists the case " + id + " and has no record."));
        Batch batch =
                new Batch(
                        there.stream().map(it -> it.members().all()).toList(),
                        Optional.empty(),
                        ids.orThrow().total(),
                        records.trace(),
                        warnings);
        return Offsets.goingOn(batch, offset, found.size(), CasesApi.WINDOW);
    }

    private static Filter filter(CaseCriteria it, Instant at) {
        return Filter.allOf(
                Stream.of(
                                it.window().on(CaseFields.CREATED_TIMESTAMP, at),
                                Match.any(CaseFields.STATUS, it.statuses()),
                                Severity.bands(CaseFields.SEVERITY, it.severities()),
                                it.severityAtLeast()
                                        .map(least -> CaseFields.SEVERITY.atLeast(least.from()))
                                        .orElse(Filter.NONE),
                                Texts.anyField(
                                        List.of(
                                                CaseFields.ASSIGNED_TO_NAME,
                                                CaseFields.ASSIGNED_TO_UUID),
                                        it.assignees()),
                                Match.any(CaseFields.TAGS, it.tags()),
                                Match.any(CaseFields.ID, it.ids()),
                                Match.any(CaseFields.REFERENCE_ID, it.referenceIds()),
                                Match.any(CaseFields.NAME, it.names()))
                        .toList());
    }
}
