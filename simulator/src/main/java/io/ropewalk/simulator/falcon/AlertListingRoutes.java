package io.ropewalk.simulator.falcon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.alert.AlertAggregates;
import io.ropewalk.simulator.alert.AlertAggregates.BadSpec;
import io.ropewalk.simulator.alert.AlertListing;
import io.ropewalk.simulator.alert.AlertListing.BadCursor;
import io.ropewalk.simulator.alert.AlertListing.Query;
import io.ropewalk.simulator.alert.AlertListing.Selection;
import io.ropewalk.simulator.falcon.Envelope.Resources;
import io.ropewalk.simulator.fql.FqlException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Alerts found by filter: ids by offset, whole records by {@code after}, and counts. */
final class AlertListingRoutes implements RouteGroup {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_COMBINED = 1000;
    private static final int WINDOW = 10_000;
    private static final String NEWEST_FIRST = "created_timestamp|desc";
    private static final Set<String> COMBINED = Set.of("filter", "sort", "limit", "after");
    private static final JsonMapper MAPPER = new JsonMapper();

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("QueryV2", AlertRoutes.READ, AlertListingRoutes::ids),
                new Route("PostCombinedAlertsV1", AlertRoutes.READ, AlertListingRoutes::combined),
                new Route("GetAggregateV2", AlertRoutes.READ, AlertListingRoutes::aggregates));
    }

    private static Selection select(Call call, Query query) {
        try {
            return listing(call)
                    .select(query, call.now(), field -> HostQueries.unknownField(call, field));
        } catch (FqlException e) {
            throw Refusal.mistake(400, "bad-filter", HostQueries.INVALID_FILTER + e.getMessage());
        }
    }

    private static AlertListing listing(Call call) {
        return AlertRoutes.store(call).listing();
    }

    private static Query query(
            String filter, String text, Optional<String> sort, boolean withHidden) {
        var given = sort.filter(it -> !it.isEmpty()).orElse(NEWEST_FIRST).replace('|', '.');
        var dot = given.lastIndexOf('.');
        var directed = given.endsWith(".asc") || given.endsWith(".desc");
        var field = directed ? given.substring(0, dot) : given;
        if (!AlertListing.sortable(field)) {
            throw Refusal.mistake(500, "bad-sort", "cannot sort by '" + given + "'");
        }
        return new Query(filter, text, field, !given.endsWith(".desc"), withHidden);
    }

    private static Reply ids(Call call) {
        var arguments = call.arguments();
        var limit = arguments.number("limit", DEFAULT_LIMIT);
        var offset = arguments.number("offset", 0);
        if ((long) offset + limit > WINDOW) {
            throw Refusal.mistake(
                    AlertRoutes.store(call).rules().reads().windowStatus(),
                    "beyond-window",
                    "offset + limit is beyond " + WINDOW);
        }
        var query =
                query(
                        arguments.text("filter").orElse(""),
                        arguments.text("q").orElse(""),
                        arguments.text("sort"),
                        AlertRoutes.withHidden(call));
        var found = select(call, query);
        var span = Span.of(found.size(), offset, limit).after(call.pageFault());
        var page = found.part(span.from(), span.to());
        var ids =
                new Resources.Items(out -> {
                    var separator = "\n  ";
                    for (var entry : page) {
                        out.raw(separator).quoted(entry.compositeId());
                        separator = ",\n  ";
                    }
                });
        // This service, alone, gives back the offset it was asked for.
        return RecordQueries.answer(
                call, ids, HostQueries.plainPaging(limit, offset, span.total()));
    }

    private static Reply combined(Call call) {
        var body = object(call);
        var limit = body.path("limit").asInt(DEFAULT_LIMIT);
        if (limit < 1 || limit > MAX_COMBINED) {
            throw Refusal.mistake(400, "beyond-limit", "limit must be 1 to " + MAX_COMBINED);
        }
        var query =
                query(
                        body.path("filter").asText(),
                        "",
                        Optional.of(body.path("sort").asText()),
                        AlertRoutes.store(call).rules().reads().combinedHidden());
        var found = select(call, query);
        var after = body.path("after").asText();
        int from;
        try {
            from =
                    after.isEmpty()
                            ? 0
                            : listing(call).start(found, query, limit, after, call.now());
        } catch (BadCursor e) {
            throw Refusal.mistake(400, "bad-cursor", e.getMessage());
        }
        var span = Span.of(found.size(), from, limit).after(call.pageFault());
        var store = AlertRoutes.store(call);
        var omitted = Span.omitted(call.pageFault());
        var records =
                found.part(span.from(), span.to()).stream()
                        .map(entry -> store.seen(entry, call.now()))
                        .toList();
        records.forEach(record -> record.remove(omitted));
        return RecordQueries.answer(
                call,
                new Resources.Items(AlertRoutes.elements(records)),
                out -> {
                    out.raw("\n   \"limit\": ").decimal(limit);
                    out.raw(",\n   \"total\": ").decimal(span.total());
                    // None on the last page.
                    if (!span.last() && span.next() > 0 && keepsCursor(call)) {
                        out.raw(",\n   \"after\": ")
                                .quoted(
                                        listing(call)
                                                .cursor(
                                                        found,
                                                        query,
                                                        limit,
                                                        span.next(),
                                                        call.now()));
                    }
                });
    }

    private static boolean keepsCursor(Call call) {
        return !(call.pageFault().orElse(null) instanceof Fault.EmptyPage empty)
                || empty.keepsCursor();
    }

    private static JsonNode object(Call call) {
        var body = parsed(call);
        if (!body.isObject()) {
            throw Refusal.mistake(400, "bad-body", "failed to read and parse request");
        }
        body.fieldNames()
                .forEachRemaining(name -> {
                    if (!COMBINED.contains(name)) {
                        call.mistakes().accept("unknown-member", "'" + name + "' in the body");
                    }
                });
        for (var name : COMBINED) {
            var right =
                    name.equals("limit")
                            ? body.path(name).isIntegralNumber()
                            : body.path(name).isTextual();
            if (body.has(name) && !right) {
                throw Refusal.mistake(400, "bad-body", "failed to read and parse request");
            }
        }
        return body;
    }

    private static JsonNode parsed(Call call) {
        try {
            return MAPPER.readTree(call.request().body());
        } catch (JsonProcessingException e) {
            throw Refusal.mistake(400, "bad-body", "failed to read and parse request");
        }
    }

    private static Reply aggregates(Call call) {
        var body = parsed(call);
        if (!body.isArray()) {
            throw Refusal.mistake(400, "bad-body", "the body must be a list of aggregates");
        }
        var counting =
                new AlertAggregates(
                        AlertRoutes.store(call),
                        call.now(),
                        AlertRoutes.withHidden(call),
                        field -> HostQueries.unknownField(call, field));
        try {
            var results = body.valueStream().map(counting::of).toList();
            // In any order: they are told apart by their names.
            return Call.ok(Envelope.of(call.meta(), AlertRoutes.elements(results.reversed())));
        } catch (BadSpec e) {
            throw Refusal.mistake(e.status(), "bad-aggregate", e.getMessage());
        } catch (FqlException e) {
            throw Refusal.mistake(400, "bad-filter", HostQueries.INVALID_FILTER + e.getMessage());
        }
    }
}
