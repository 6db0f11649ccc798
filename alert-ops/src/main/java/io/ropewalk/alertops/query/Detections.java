package io.ropewalk.alertops.query;

import io.ropewalk.alertops.query.Listing.Batch;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.alerts.AlertFields;
import io.ropewalk.falcon.alerts.AlertQuery;
import io.ropewalk.falcon.alerts.AlertStatus;
import io.ropewalk.falcon.alerts.AlertsApi;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.fql.TextField;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Alerts: the detections of every product, by {@code PostCombinedAlertsV1}. */
public final class Detections implements Question<DetectionCriteria> {
    private static final int USUAL_DAYS = 7;

    /** Those an alert may be of, by the vendor's words. */
    public static final List<String> PRODUCTS =
            List.of(
                    "epp",
                    "idp",
                    "mobile",
                    "xdr",
                    "overwatch",
                    "cwpp",
                    "ngsiem",
                    "thirdparty",
                    "data-protection",
                    "automated-lead");

    private static final Pattern TECHNIQUE_ID = Pattern.compile("[Tt][0-9]{4}(\\.[0-9]{3})?");
    private static final Pattern TACTIC_ID = Pattern.compile("[Tt][Aa][0-9]{4}");

    private static final Window.Parameters WINDOW =
            Window.over("Created (created_timestamp; 7 days unless said or aggregateId is given)");
    private static final Parameter SEVERITY =
            Parameter.word("severity", Severity.words(), "By its name (severity_name).")
                    .several()
                    .like("high");
    private static final Parameter AT_LEAST =
            Parameter.word(
                            "severityAtLeast",
                            Severity.words(),
                            "This severity or a higher one (severity: 20, 40, 60 and 80 are where low,"
                                    + " medium, high and critical begin).")
                    .like("high");
    private static final Parameter STATUS =
            Parameter.word(
                            "status",
                            Arrays.stream(AlertStatus.values()).map(AlertStatus::word).toList(),
                            "What became of it.")
                    .several();
    private static final Parameter TECHNIQUE =
            Parameter.text(
                            "technique",
                            "MITRE technique: an id, T1059 with all below it, or a name.",
                            "T1059.001")
                    .several();
    private static final Parameter TACTIC =
            Parameter.text("tactic", "MITRE tactic: an id such as TA0002, or a name.", "Execution")
                    .several();
    private static final Parameter PRODUCT =
            Parameter.word(
                            "product",
                            PRODUCTS,
                            "The product it is of; automated-lead took the place of incidents.")
                    .several();
    private static final Parameter TYPE =
            Parameter.text("type", "Kind of alert within its product.", "ldt").several();
    private static final Parameter HASH =
            Parameter.formed(
                            "hash",
                            "[0-9A-Fa-f]{64}",
                            "SHA-256 of what was found (sha256, entities.sha256, entity_values.sha256s).",
                            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
                    .several();
    private static final Parameter USER =
            Parameter.text("user", "User name on the host.", "j.doe").several();
    private static final Parameter FILENAME =
            Parameter.text("filename", "Name of the file.", "rundll32.exe").several();
    private static final Parameter ASSIGNED_TO =
            Parameter.text(
                            "assignedTo",
                            "Who works on it: a name, mail address or uuid.",
                            "analyst@example.com")
                    .several();
    private static final Parameter TAG =
            Parameter.text("tag", "A whole tag, such as true_positive.", "false_positive")
                    .several();
    private static final Parameter AGGREGATE =
            Parameter.text(
                    "aggregateId",
                    "The aggregate it belongs to; the alerts of one are what behaviors were.",
                    "aggind:0123456789abcdef");
    private static final Parameter CASE =
            Parameter.text("caseId", "A case it is evidence of.", "0123456789abcdef");
    private static final Parameter SORT = Sorts.parameter(DetectionCriteria.Sort.values());

    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("compositeId", "composite_id"),
                    Column.of("created", "created_timestamp"),
                    Column.of("updated", "updated_timestamp"),
                    Column.of("status", "status"),
                    Column.of("severity", "severity"),
                    Column.of("severityName", "severity_name"),
                    Column.of("product", "product"),
                    Column.of("type", "type"),
                    Column.of("name", "display_name", "name"),
                    Column.of("hostname", "device.hostname"),
                    Column.of("hostId", "device.device_id", "agent_id"),
                    Column.of("user", "user_name"),
                    Column.of("tactic", "tactic"),
                    Column.of("technique", "technique"),
                    Column.of("techniqueId", "technique_id"),
                    Column.of("filename", "filename"),
                    Column.of("sha256", "sha256", "entities.sha256", "entity_values.sha256s"),
                    Column.of("commandLine", "cmdline"),
                    Column.of("assignedTo", "assigned_to_name", "assigned_to_uid"),
                    Column.of("tags", "tags"),
                    Column.of("aggregateId", "aggregate_id"),
                    Column.of("caseIds", "linked_case_ids"),
                    Column.of("link", "falcon_host_link"));

    private final Falcon falcon;

    Detections(Falcon falcon) {
        this.falcon = falcon;
    }

    @Override
    public String name() {
        return "detections";
    }

    @Override
    public String says() {
        return "Alerts of every product, hidden ones where Falcon lists them.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                WINDOW.days(),
                WINDOW.from(),
                WINDOW.to(),
                SEVERITY,
                AT_LEAST,
                STATUS,
                Texts.HOSTNAMES,
                Match.PARAMETER,
                Texts.HOST_IDS,
                TECHNIQUE,
                TACTIC,
                PRODUCT,
                TYPE,
                HASH,
                USER,
                FILENAME,
                ASSIGNED_TO,
                TAG,
                AGGREGATE,
                CASE,
                SORT);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public DetectionCriteria read(Arguments in) {
        if (!in.all(SEVERITY).isEmpty() && in.one(AT_LEAST).isPresent()) {
            throw Refused.badRequest("Name either severity or severityAtLeast.");
        }
        return new DetectionCriteria(
                WINDOW.read(in),
                in.all(SEVERITY).stream().map(Severity::of).toList(),
                in.one(AT_LEAST).map(Severity::of),
                in.all(STATUS),
                in.all(Texts.HOSTNAMES),
                Match.read(in),
                in.all(Texts.HOST_IDS),
                in.all(TECHNIQUE),
                in.all(TACTIC),
                in.all(PRODUCT),
                in.all(TYPE),
                in.all(HASH),
                in.all(USER),
                in.all(FILENAME),
                in.all(ASSIGNED_TO),
                in.all(TAG),
                in.one(AGGREGATE),
                in.one(CASE),
                Sorts.read(in, SORT, DetectionCriteria.Sort.values()));
    }

    @Override
    public Listing listing(String tenant, DetectionCriteria criteria, Instant at) {
        Filter filter = filter(criteria, at);
        AlertQuery query = new AlertQuery(filter, criteria.sort().vendors());
        return Listing.of(
                filter,
                AlertsApi.MAX_PAGE,
                (cursor, size) ->
                        Batch.of(
                                falcon.alerts(tenant)
                                        .page(query, cursor, size, CallClass.INTERACTIVE),
                                alert -> alert.members().all()));
    }

    /**
     * What alerts have to be.
     *
     * @param at when the question was first asked
     * @throws IllegalArgumentException for a value no filter can hold
     */
    public static Filter filter(DetectionCriteria it, Instant at) {
        Window window = it.aggregateId().isPresent() ? it.window() : it.window().orDays(USUAL_DAYS);
        return Filter.allOf(
                Stream.of(
                                window.on(AlertFields.CREATED_TIMESTAMP, at),
                                Match.any(
                                        AlertFields.SEVERITY_NAME,
                                        it.severities().stream().map(Severity::title).toList()),
                                it.severityAtLeast()
                                        .map(least -> AlertFields.SEVERITY.atLeast(least.from()))
                                        .orElse(Filter.NONE),
                                Match.any(AlertFields.STATUS, it.statuses()),
                                it.match().on(AlertFields.HOSTNAME, it.hostnames()),
                                Texts.anyField(
                                        List.of(AlertFields.DEVICE_ID, AlertFields.AGENT_ID),
                                        it.hostIds()),
                                any(it.techniques().stream().map(Detections::technique).toList()),
                                any(it.tactics().stream().map(Detections::tactic).toList()),
                                Match.any(AlertFields.PRODUCT, it.products()),
                                Match.any(AlertFields.TYPE, it.types()),
                                Texts.anyField(hashes(), it.hashes()),
                                Match.any(AlertFields.USER_NAME, it.users()),
                                Match.any(AlertFields.FILENAME, it.filenames()),
                                Texts.anyField(assigned(), it.assignees()),
                                Match.any(AlertFields.TAGS, it.tags()),
                                Match.any(
                                        AlertFields.AGGREGATE_ID,
                                        it.aggregateId().stream().toList()),
                                Match.any(
                                        AlertFields.LINKED_CASE_IDS, it.caseId().stream().toList()))
                        .toList());
    }

    private static Filter any(List<Filter> filters) {
        return filters.isEmpty() ? Filter.NONE : Filter.anyOf(filters);
    }

    private static List<TextField> hashes() {
        return List.of(
                AlertFields.SHA256, AlertFields.ENTITIES_SHA256, AlertFields.ENTITY_VALUES_SHA256S);
    }

    private static List<TextField> assigned() {
        return List.of(
                AlertFields.ASSIGNED_TO_NAME,
                AlertFields.ASSIGNED_TO_UID,
                AlertFields.ASSIGNED_TO_UUID);
    }

    private static Filter technique(String value) {
        if (!TECHNIQUE_ID.matcher(value).matches()) {
            return AlertFields.TECHNIQUE.equalTo(value);
        }
        String id = value.toUpperCase(Locale.ROOT);
        Filter exact = AlertFields.TECHNIQUE_ID.equalTo(id);
        return id.contains(".") ? exact : exact.or(AlertFields.TECHNIQUE_ID.startsWith(id + "."));
    }

    private static Filter tactic(String value) {
        return TACTIC_ID.matcher(value).matches()
                ? AlertFields.TACTIC_ID.equalTo(value.toUpperCase(Locale.ROOT))
                : AlertFields.TACTIC.equalTo(value);
    }
}
