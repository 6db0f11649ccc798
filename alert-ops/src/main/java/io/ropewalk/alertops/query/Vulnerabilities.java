package io.ropewalk.alertops.query;

import io.ropewalk.alertops.query.Listing.Batch;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Records;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.spotlight.Facet;
import io.ropewalk.falcon.spotlight.VulnerabilityFields;
import io.ropewalk.falcon.spotlight.VulnerabilityQuery;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Vulnerabilities on hosts, the oldest first, by {@code combinedQueryVulnerabilities}. */
public final class Vulnerabilities implements Question<VulnerabilityCriteria> {
    private static final int PAGE = 1_000;
    private static final int MOST_SCORE = 10;
    private static final List<String> SEVERITIES =
            List.of("none", "low", "medium", "high", "critical");
    private static final List<String> STILL_THERE = List.of("open", "reopen");

    private static final Window.Parameters WINDOW =
            Window.over("First found on the host (created_timestamp)");
    private static final Parameter SEVERITY =
            Parameter.word("severity", SEVERITIES, "By CVSS (cve.severity).")
                    .several()
                    .like("critical");
    private static final Parameter AT_LEAST =
            Parameter.word("severityAtLeast", SEVERITIES, "This severity or a higher one.")
                    .like("high");
    private static final Parameter STATUS =
            Parameter.word(
                            "status",
                            List.of("open", "reopen", "closed", "expired"),
                            "open and reopen unless said.")
                    .several();
    private static final Parameter CVE =
            Parameter.formed(
                            "cve",
                            "[Cc][Vv][Ee]-[0-9]{4}-[0-9]{4,19}",
                            "Id of the vulnerability.",
                            "CVE-2021-44228")
                    .several();
    private static final Parameter RATING =
            Parameter.word(
                            "exprtRating",
                            List.of("unknown", "low", "medium", "high", "critical"),
                            "Falcon's own rating.")
                    .several()
                    .like("high");
    private static final Parameter SCORE =
            Parameter.number("scoreAtLeast", 0, MOST_SCORE, "CVSS score, or a higher one.", 9);
    private static final Parameter EXPLOITED =
            Parameter.flag("exploited", "Whether CISA lists it as exploited (cve.is_cisa_kev).");
    private static final Parameter SUPPRESSED =
            Parameter.flag("suppressed", "Whether someone has suppressed it.");

    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("id", "id"),
                    Column.of("cve", "cve.id", "vulnerability_id"),
                    Column.of("severity", "cve.severity"),
                    Column.of("score", "cve.base_score"),
                    Column.of("exprtRating", "cve.exprt_rating"),
                    Column.of("exploitStatus", "cve.exploit_status"),
                    Column.of("exploited", "cve.is_cisa_kev"),
                    Column.of("status", "status"),
                    Column.of("hostname", "host_info.hostname"),
                    Column.of("hostId", "aid"),
                    Column.of("platform", "host_info.platform"),
                    Column.of("products", "apps.product_name_version", "app.product_name_version"),
                    Column.of("created", "created_timestamp"),
                    Column.of("updated", "updated_timestamp"),
                    Column.of("closed", "closed_timestamp"),
                    Column.of("suppressed", "suppression_info.is_suppressed"));

    private final Falcon falcon;
    private final Records records;

    Vulnerabilities(Falcon falcon, Records records) {
        this.falcon = falcon;
        this.records = records;
    }

    @Override
    public String name() {
        return "vulnerabilities";
    }

    @Override
    public String says() {
        return "Vulnerabilities Spotlight found on hosts, the oldest finding first.";
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
                Texts.HOST_IDS,
                CVE,
                RATING,
                SCORE,
                EXPLOITED,
                SUPPRESSED);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public VulnerabilityCriteria read(Arguments in) {
        if (!in.all(SEVERITY).isEmpty() && in.one(AT_LEAST).isPresent()) {
            throw Refused.badRequest("Name either severity or severityAtLeast.");
        }
        return new VulnerabilityCriteria(
                WINDOW.read(in),
                in.one(AT_LEAST)
                        .map(it -> SEVERITIES.subList(SEVERITIES.indexOf(it), SEVERITIES.size()))
                        .orElse(in.all(SEVERITY)),
                in.all(STATUS),
                in.all(Texts.HOSTNAMES),
                in.all(Texts.HOST_IDS),
                in.all(CVE),
                in.all(RATING),
                in.number(SCORE),
                in.flag(EXPLOITED),
                in.flag(SUPPRESSED));
    }

    @Override
    public Listing listing(String tenant, VulnerabilityCriteria criteria, Instant at) {
        Filter filter = filter(criteria, at);
        VulnerabilityQuery query =
                new VulnerabilityQuery(filter, Set.of(Facet.CVE, Facet.HOST_INFO));
        return Listing.of(
                filter,
                PAGE,
                (cursor, size) ->
                        Batch.of(
                                falcon.spotlight(tenant)
                                        .combined(query, cursor, size, CallClass.INTERACTIVE),
                                records::of));
    }

    private static Filter filter(VulnerabilityCriteria it, Instant at) {
        return Filter.allOf(
                Stream.of(
                                Match.any(
                                        VulnerabilityFields.STATUS,
                                        it.statuses().isEmpty() ? STILL_THERE : it.statuses()),
                                it.window().on(VulnerabilityFields.CREATED_TIMESTAMP, at),
                                Match.any(VulnerabilityFields.CVE_SEVERITY, it.severities()),
                                Match.any(VulnerabilityFields.HOST_INFO_HOSTNAME, it.hostnames()),
                                Match.any(VulnerabilityFields.AID, it.hostIds()),
                                Match.any(VulnerabilityFields.CVE_ID, it.cves()),
                                Match.any(VulnerabilityFields.CVE_EXPRT_RATING, it.exprtRatings()),
                                score(it),
                                it.exploited()
                                        .map(VulnerabilityFields.CVE_IS_CISA_KEV::is)
                                        .orElse(Filter.NONE),
                                it.suppressed()
                                        .map(VulnerabilityFields.IS_SUPPRESSED::is)
                                        .orElse(Filter.NONE))
                        .toList());
    }

    private static Filter score(VulnerabilityCriteria it) {
        return it.scoreAtLeast().isPresent()
                ? VulnerabilityFields.CVE_BASE_SCORE.atLeast(it.scoreAtLeast().getAsInt())
                : Filter.NONE;
    }
}
