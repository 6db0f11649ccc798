package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.falcon.Holdings.Kind;
import io.ropewalk.simulator.falcon.Route.Access;
import io.ropewalk.simulator.spotlight.Findings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Findings of vulnerabilities, and the remedies for them. */
final class SpotlightRoutes implements RouteGroup {
    private static final Access READ = new Access.Bearer("Vulnerabilities:read", "spapi", true);
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_IDS = 400;
    private static final Set<String> FACETS =
            Set.of("cve", "host_info", "remediation", "evaluation_logic");

    private final RecordQueries queries =
            new RecordQueries(
                    Kind.VULNERABILITIES,
                    Optional.of(
                            Set.of("updated_timestamp", "created_timestamp", "closed_timestamp")),
                    "");

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("combinedQueryVulnerabilities", READ, this::combined),
                new Route("queryVulnerabilities", READ, this::ids),
                new Route("getVulnerabilities", READ, this::entities),
                new Route("getRemediationsV2", READ, SpotlightRoutes::remediations));
    }

    private Reply combined(Call call) {
        checkFilter(call);
        var facets = RecordQueries.facets(call, FACETS);
        var limit = call.arguments().number("limit", DEFAULT_LIMIT);
        var page = queries.walk(call, limit);
        return RecordQueries.answer(
                call, queries.whole(call, page, facets), RecordQueries.afterPaging(page, limit));
    }

    private Reply ids(Call call) {
        checkFilter(call);
        var limit = call.arguments().number("limit", DEFAULT_LIMIT);
        var page = queries.walk(call, limit);
        return RecordQueries.answer(
                call, queries.ids(call, page), RecordQueries.afterPaging(page, limit));
    }

    /** An escaped quote before the closing one is no empty value. */
    private static final Pattern ESCAPED = Pattern.compile("\\\\.");

    /** A filter has to be there, without wildcards and without empty values. */
    private static void checkFilter(Call call) {
        var filter = call.arguments().text("filter").orElse("");
        if (filter.isBlank()) {
            throw Refusal.mistake(400, "missing-parameter", "filter must not be empty");
        }
        if (filter.indexOf('*') >= 0 || ESCAPED.matcher(filter).replaceAll("-").contains("''")) {
            throw Refusal.mistake(
                    400,
                    "bad-filter",
                    HostQueries.INVALID_FILTER + "no wildcards and no empty values");
        }
    }

    private Reply entities(Call call) {
        return Call.ok(queries.entities(call, ids(call, "ids")));
    }

    private static List<String> ids(Call call, String name) {
        var ids = call.arguments().list(name);
        if (ids.size() > MAX_IDS) {
            throw Refusal.mistake(400, "too-many-items", "at most " + MAX_IDS + " ids in one call");
        }
        return ids;
    }

    private static Reply remediations(Call call) {
        var ids = ids(call, "ids").stream().distinct().filter(Findings::isRemedy).toList();
        return Call.ok(
                Envelope.of(
                        call.meta(),
                        out -> {
                            for (var i = 0; i < ids.size(); i++) {
                                if (i > 0) {
                                    out.put(',');
                                }
                                Findings.writeRemedy(ids.get(i), out);
                            }
                        }));
    }
}
