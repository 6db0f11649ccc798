package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.falcon.Holdings.Kind;
import io.ropewalk.simulator.falcon.Route.Access;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Assets, applications, accounts and logins. */
final class DiscoverRoutes implements RouteGroup {
    static final String SERVICE = "discover-api";

    private static final Access READ = new Access.Bearer("Assets:read", SERVICE, true);
    private static final int DEFAULT_LIMIT = 100;
    private static final int WINDOW = 10_000;
    private static final int MAX_IDS = 100;
    private static final Set<String> HOST_FACETS =
            Set.of("system_insights", "third_party", "risk_factors");
    private static final Set<String> APPLICATION_FACETS =
            Set.of("browser_extension", "host_info", "install_usage", "package", "ide_extension");

    private final Map<Kind, RecordQueries> queries = new EnumMap<>(Kind.class);

    DiscoverRoutes() {
        for (var kind : List.of(Kind.ASSETS, Kind.APPLICATIONS, Kind.ACCOUNTS, Kind.LOGINS)) {
            queries.put(kind, new RecordQueries(kind));
        }
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("query-hosts", READ, call -> ids(call, Kind.ASSETS)),
                new Route("get-hosts", READ, call -> entities(call, Kind.ASSETS)),
                new Route("combined-hosts", READ, call -> combined(call, Kind.ASSETS, HOST_FACETS)),
                new Route("query-applications", READ, call -> ids(call, Kind.APPLICATIONS)),
                new Route("get-applications", READ, call -> entities(call, Kind.APPLICATIONS)),
                new Route(
                        "combined-applications",
                        READ,
                        call -> combined(call, Kind.APPLICATIONS, APPLICATION_FACETS)),
                new Route("query-accounts", READ, call -> ids(call, Kind.ACCOUNTS)),
                new Route("get-accounts", READ, call -> entities(call, Kind.ACCOUNTS)),
                new Route("query-logins", READ, call -> ids(call, Kind.LOGINS)),
                new Route("get-logins", READ, call -> entities(call, Kind.LOGINS)));
    }

    private Reply ids(Call call, Kind kind) {
        var limit = call.arguments().number("limit", DEFAULT_LIMIT);
        var offset = call.arguments().number("offset", 0);
        if ((long) offset + limit > WINDOW) {
            throw Refusal.mistake(
                    400,
                    "beyond-window",
                    "offset %d and limit %d are invalid; offset + limit must be less than or equal to %d"
                            .formatted(offset, limit, WINDOW));
        }
        var page = queries.get(kind).page(call, limit);
        return RecordQueries.answer(
                call,
                queries.get(kind).ids(call, page),
                HostQueries.plainPaging(limit, page.span().next(), page.span().total()));
    }

    private Reply entities(Call call, Kind kind) {
        var ids = call.arguments().list("ids");
        if (ids.size() > MAX_IDS) {
            throw Refusal.mistake(400, "too-many-items", "at most " + MAX_IDS + " ids in one call");
        }
        return Call.ok(queries.get(kind).entities(call, ids));
    }

    private Reply combined(Call call, Kind kind, Set<String> known) {
        if (call.arguments().text("filter").isEmpty()) {
            throw Refusal.mistake(400, "missing-parameter", "filter must not be empty");
        }
        var facets = RecordQueries.facets(call, known);
        var limit = call.arguments().number("limit", DEFAULT_LIMIT);
        var page = queries.get(kind).walk(call, limit);
        return RecordQueries.answer(
                call,
                queries.get(kind).whole(call, page, facets),
                RecordQueries.afterPaging(page, limit));
    }
}
