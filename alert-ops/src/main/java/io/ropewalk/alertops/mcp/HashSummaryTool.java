package io.ropewalk.alertops.mcp;

import io.ropewalk.alertops.query.DetectionCriteria;
import io.ropewalk.alertops.query.Parameter;
import io.ropewalk.alertops.query.Question;
import io.ropewalk.alertops.report.Coverage;
import io.ropewalk.alertops.report.HashAsked;
import io.ropewalk.alertops.report.HashReport;
import io.ropewalk.alertops.report.HashRow;
import io.ropewalk.alertops.report.HashSummaries;
import io.ropewalk.alertops.work.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Which hashes cause the most alerts: what {@code GET /reports/hashes} answers, as small as an
 * assistant's answer has to be.
 */
public final class HashSummaryTool implements Tool {
    static final int MOST_HASHES = 100;
    static final int USUAL_HASHES = 20;
    private static final int MOST_FAILURES = 10;
    private static final int LONGEST_TENANTS = 2_000;
    private static final String LIMIT = "limit";
    private static final String TENANT = "tenant";
    private static final String SUMMARY = "summary";
    private static final String STATE = "state";
    private static final String TYPE = "type";
    private static final Map<String, Object> TEXT = Map.of(TYPE, "string");
    private static final Map<String, Object> NUMBER = Map.of(TYPE, "integer");
    private static final Map<String, Object> YES_OR_NO = Map.of(TYPE, "boolean");
    private static final Map<String, Object> TEXTS = Map.of(TYPE, "array", "items", TEXT);
    private static final Map<String, Object> TEXT_OR_NULL = Map.of(TYPE, List.of("string", "null"));
    private static final Map<String, Object> COUNTS =
            Map.of(TYPE, "object", "additionalProperties", NUMBER);

    private static final Argument TENANTS =
            new Argument.Shaped(
                    TENANT,
                    "The customer to ask about, several with commas between, or * for all. Needed"
                            + " where there are several; tenants_list has the names.",
                    Pattern.compile("\\*|[A-Za-z0-9][A-Za-z0-9._, -]{0," + LONGEST_TENANTS + "}"),
                    "a name such as tenants_list has, several with commas between, or *");

    private final HashSummaries summaries;
    private final Question<DetectionCriteria> detections;
    private final Tenants tenants;
    private final Fit fit;

    public HashSummaryTool(
            HashSummaries summaries,
            Question<DetectionCriteria> detections,
            Tenants tenants,
            Fit fit) {
        this.summaries = Objects.requireNonNull(summaries, "summaries");
        this.detections = Objects.requireNonNull(detections, "detections");
        this.tenants = Objects.requireNonNull(tenants, "tenants");
        this.fit = Objects.requireNonNull(fit, "fit");
    }

    @Override
    public String name() {
        return "get_hash_summary";
    }

    @Override
    public Arguments arguments() {
        List<Argument> all = new ArrayList<>();
        all.add(TENANTS);
        filters().forEach(it -> all.add(QuestionArguments.of(it)));
        all.add(
                new Argument.Whole(
                        LIMIT,
                        "Most hashes shown, the others are summed up; %d unless given."
                                .formatted(USUAL_HASHES),
                        1,
                        MOST_HASHES));
        return new Arguments(all);
    }

    /** Which alerts. How many hashes are shown has bounds of its own here. */
    private List<Parameter> filters() {
        return HashAsked.parameters(detections).stream()
                .filter(it -> !it.name().equals(LIMIT))
                .toList();
    }

    @Override
    public Map<String, Object> outputSchema() {
        Map<String, Object> properties = Listed.properties(Listed.closed(rowProperties()));
        properties.put("at", TEXT);
        properties.put(
                STATE,
                Map.of(TYPE, "string", "enum", List.of("succeeded", "incomplete", "failed")));
        properties.put(SUMMARY, TEXT);
        Map<String, Object> coverage = new LinkedHashMap<>();
        coverage.put("examined", NUMBER);
        coverage.put("total", Map.of(TYPE, List.of("integer", "null")));
        coverage.put("complete", YES_OR_NO);
        coverage.put("withHash", NUMBER);
        coverage.put("withoutHash", NUMBER);
        properties.put("coverage", Listed.closed(coverage));
        Map<String, Object> rest = new LinkedHashMap<>();
        rest.put("hashes", NUMBER);
        rest.put("total", NUMBER);
        rest.put("elsewhere", NUMBER);
        properties.put("rest", Listed.closed(rest));
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put(TENANT, TEXT);
        failure.put(STATE, TEXT);
        failure.put(SUMMARY, TEXT);
        failure.put("category", TEXT);
        failure.put("message", TEXT);
        failure.put("missingScope", TEXT);
        failure.put("traceId", TEXT);
        properties.put("failures", Map.of(TYPE, "array", "items", Listed.closed(failure)));
        return Listed.closed(properties);
    }

    private static Map<String, Object> rowProperties() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("sha256", TEXT);
        row.put("total", NUMBER);
        row.put("elsewhere", NUMBER);
        row.put("byStatus", COUNTS);
        row.put("byProduct", COUNTS);
        row.put("bySeverity", COUNTS);
        row.put("byField", COUNTS);
        row.put("byTenant", COUNTS);
        Map<String, Object> hosts = new LinkedHashMap<>();
        hosts.put("count", NUMBER);
        hosts.put("exact", YES_OR_NO);
        row.put("hosts", Listed.closed(hosts));
        row.put("firstSeen", TEXT_OR_NULL);
        row.put("lastSeen", TEXT_OR_NULL);
        row.put("names", TEXTS);
        row.put("filenames", TEXTS);
        return row;
    }

    @Override
    public Map<String, Object> call(Arguments.Given given, Caller caller) {
        String tenant = given.text(TENANT).orElseGet(() -> tenants.of(given));
        Map<String, List<String>> asked =
                new LinkedHashMap<>(QuestionArguments.texts(filters(), given));
        asked.put(LIMIT, List.of(String.valueOf(given.whole(LIMIT, USUAL_HASHES))));
        HashReport report = summaries.ask(tenant, HashAsked.read(detections, asked), caller);
        return answer(tenant, report);
    }

    private Map<String, Object> answer(String tenant, HashReport report) {
        Fit.Fitted fitted = fit.first(report.items().stream().map(HashSummaryTool::row).toList());
        List<HashRow> left = report.items().subList(fitted.items().size(), report.items().size());
        List<HashReport.Customer> broken =
                report.customers().stream().filter(it -> it.failure().isPresent()).toList();
        Map<String, Object> body =
                new Listed(
                                tenant,
                                report.filter(),
                                fitted.items(),
                                OptionalLong.of(report.items().size() + report.rest().hashes()),
                                Optional.empty(),
                                fitted.cut() || broken.size() > MOST_FAILURES,
                                warnings(report, left.size(), broken.size()),
                                "")
                        .body();
        body.put("at", report.at().toString());
        body.put(STATE, report.state());
        body.put(SUMMARY, report.summary());
        body.put("coverage", coverage(report.coverage()));
        body.put("rest", rest(report, left));
        body.put(
                "failures",
                broken.stream().limit(MOST_FAILURES).map(HashSummaryTool::failure).toList());
        return body;
    }

    private static List<String> warnings(HashReport report, int left, int broken) {
        List<String> all = new ArrayList<>();
        if (left > 0) {
            all.add(
                    "Only the first %d of %d hashes fit into one answer; the others are in rest."
                            .formatted(report.items().size() - left, report.items().size()));
        }
        if (!report.coverage().complete()) {
            all.add("Not everything was read: the counts are of what was read.");
        }
        if (broken > MOST_FAILURES) {
            all.add(
                    "Only %d of %d customers that failed are named."
                            .formatted(MOST_FAILURES, broken));
        }
        return all;
    }

    private static Map<String, Object> row(HashRow from) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("sha256", from.sha256());
        row.put("total", from.total());
        row.put("elsewhere", from.elsewhere());
        row.put("byStatus", from.byStatus());
        row.put("byProduct", from.byProduct());
        row.put("bySeverity", from.bySeverity());
        row.put("byField", from.byField());
        row.put("byTenant", from.byTenant());
        row.put("hosts", Map.of("count", from.hosts().count(), "exact", from.hosts().exact()));
        row.put("firstSeen", from.firstSeen().map(Object::toString).orElse(null));
        row.put("lastSeen", from.lastSeen().map(Object::toString).orElse(null));
        row.put("names", from.names());
        row.put("filenames", from.filenames());
        return row;
    }

    private static Map<String, Object> coverage(Coverage from) {
        Map<String, Object> coverage = new LinkedHashMap<>();
        coverage.put("examined", from.examined());
        coverage.put("total", from.total().isPresent() ? from.total().getAsLong() : null);
        coverage.put("complete", from.complete());
        coverage.put("withHash", from.withHash());
        coverage.put("withoutHash", from.withoutHash());
        return coverage;
    }

    /** All that is not shown, be it for the limit or for want of room. */
    private static Map<String, Object> rest(HashReport report, List<HashRow> left) {
        Map<String, Object> rest = new LinkedHashMap<>();
        rest.put("hashes", report.rest().hashes() + left.size());
        rest.put("total", report.rest().total() + left.stream().mapToLong(HashRow::total).sum());
        rest.put(
                "elsewhere",
                report.rest().elsewhere() + left.stream().mapToLong(HashRow::elsewhere).sum());
        return rest;
    }

    private static Map<String, Object> failure(HashReport.Customer customer) {
        HashReport.Failure why = customer.failure().orElseThrow();
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put(TENANT, customer.tenant());
        failure.put(STATE, customer.state());
        failure.put(SUMMARY, customer.summary());
        failure.put("category", why.category());
        failure.put("message", why.message());
        failure.put("missingScope", why.missingScope());
        failure.put("traceId", why.traceId());
        return failure;
    }
}
