package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.falcon.Envelope.Resources;
import io.ropewalk.simulator.fql.FqlException;
import io.ropewalk.simulator.http.HttpAnswer.Body;
import io.ropewalk.simulator.ioc.ActionTable;
import io.ropewalk.simulator.ioc.Ioc;
import io.ropewalk.simulator.ioc.IocListing;
import io.ropewalk.simulator.ioc.IocListing.BadCursor;
import io.ropewalk.simulator.ioc.IocListing.Found;
import io.ropewalk.simulator.ioc.IocListing.Query;
import io.ropewalk.simulator.records.Json;
import java.util.List;
import java.util.Optional;

/** Custom indicators: listings, and the words they are written with. */
final class IocListingRoutes implements RouteGroup {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 2000;
    private static final int WINDOW = 10_000;
    private static final String OLDEST_FIRST = "created_on.asc";

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("indicator.search.v1", IocRoutes.READ, call -> listed(call, false)),
                new Route("indicator.combined.v1", IocRoutes.READ, call -> listed(call, true)),
                new Route(
                        "action.query.v1",
                        IocRoutes.READ,
                        call -> vocabulary(call, ActionTable.actions())),
                new Route("action.get.v1", IocRoutes.READ, IocListingRoutes::actions),
                new Route(
                        "ioc_type.query.v1",
                        IocRoutes.READ,
                        call -> vocabulary(call, ActionTable.TYPES)),
                new Route(
                        "platform.query.v1",
                        IocRoutes.READ,
                        call ->
                                vocabulary(
                                        call,
                                        ActionTable.platforms(
                                                IocRoutes.store(call).rules().mobile()))),
                new Route(
                        "severity.query.v1",
                        IocRoutes.READ,
                        call -> vocabulary(call, ActionTable.SEVERITIES)));
    }

    /** Ids of all that a filter leaves. */
    static List<String> all(Call call, String filter) {
        var query =
                new Query(
                        filter,
                        OLDEST_FIRST,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Integer.MAX_VALUE);
        return found(call, query).items().stream().map(Ioc::id).toList();
    }

    private static Found found(Call call, Query query) {
        try {
            return call.customer()
                    .iocListing()
                    .page(query, call.now(), field -> HostQueries.unknownField(call, field));
        } catch (FqlException e) {
            throw Refusal.mistake(400, "bad-filter", HostQueries.INVALID_FILTER + e.getMessage());
        } catch (BadCursor e) {
            throw Refusal.mistake(400, "bad-cursor", e.getMessage());
        }
    }

    private static Reply listed(Call call, boolean whole) {
        var query = query(call);
        var found = found(call, query);
        var items = found.items();
        var span = Span.of(items.size(), 0, items.size()).after(call.pageFault());
        var page = items.subList(span.from(), span.to());
        var resources = whole ? records(call, page) : ids(page);
        return RecordQueries.answer(
                call, resources, paging(call, query, found, span.total() - items.size()));
    }

    private static Query query(Call call) {
        var arguments = call.arguments();
        var limit = arguments.number("limit", DEFAULT_LIMIT);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Refusal.mistake(400, "beyond-limit", "limit must be 1 to " + MAX_LIMIT);
        }
        var after = arguments.text("after");
        if (after.isPresent() && arguments.text("offset").isPresent()) {
            throw Refusal.mistake(400, "two-positions", "offset and after exclude each other");
        }
        var offset = arguments.number("offset", 0);
        if ((long) offset + limit > WINDOW) {
            throw Refusal.mistake(500, "beyond-window", "offset + limit is beyond " + WINDOW);
        }
        return new Query(
                arguments.text("filter").orElse(""),
                sort(call),
                arguments.text("from_parent").map(Boolean::valueOf),
                after,
                offset,
                limit);
    }

    private static String sort(Call call) {
        var given = call.arguments().text("sort").orElse(OLDEST_FIRST).replace('|', '.');
        var dot = given.lastIndexOf('.');
        var directed = given.endsWith(".asc") || given.endsWith(".desc");
        var field = directed ? given.substring(0, dot) : given;
        if (!IocListing.SORTABLE.contains(field)) {
            throw Refusal.mistake(500, "bad-sort", "cannot sort by '" + given + "'");
        }
        return directed ? given : given + ".asc";
    }

    private static Resources ids(List<Ioc> page) {
        return new Resources.Items(out -> {
            var separator = "\n  ";
            for (var ioc : page) {
                out.raw(separator).quoted(ioc.id());
                separator = ",\n  ";
            }
        });
    }

    private static Resources records(Call call, List<Ioc> page) {
        var omitted = Span.omitted(call.pageFault());
        return new Resources.Items(out -> {
            var separator = "";
            for (var ioc : page) {
                out.raw(separator);
                Json.element(out, omitted, json -> ioc.writeTo(json, call.now()));
                separator = ",";
            }
        });
    }

    /** A cursor also on the last page; an empty listing lies, as recorded. */
    private static Body paging(Call call, Query query, Found found, long drift) {
        var odd =
                found.total() == 0
                        && query.after().isEmpty()
                        && IocRoutes.store(call).rules().oddEmpty();
        var items = found.items();
        return out -> {
            out.raw("\n   \"limit\": ").decimal(query.limit());
            out.raw(",\n   \"total\": ").decimal((odd ? 1 : found.total()) + drift);
            if (query.after().isEmpty()) {
                out.raw(",\n   \"offset\": ").decimal(odd ? 1 : query.offset() + items.size());
            }
            if (!items.isEmpty() && keepsCursor(call)) {
                out.raw(",\n   \"after\": ")
                        .quoted(IocListing.cursor(items.getLast(), query.sort(), call.now()));
            } else if (odd) {
                out.raw(",\n   \"after\": ").quoted("WzAsIjAiXQ==");
            }
        };
    }

    private static boolean keepsCursor(Call call) {
        return !(call.pageFault().orElse(null) instanceof Fault.EmptyPage empty)
                || empty.keepsCursor();
    }

    private static Reply vocabulary(Call call, List<String> all) {
        var limit = call.arguments().number("limit", DEFAULT_LIMIT);
        int offset;
        try {
            offset = call.arguments().number("offset", 0);
        } catch (NumberFormatException e) {
            throw Refusal.mistake(400, "wrong-type", "offset must be a number");
        }
        var from = Math.clamp(offset, 0, all.size());
        var page = all.subList(from, Math.min(all.size(), from + Math.max(0, limit)));
        return Call.ok(words(call, page, limit, all.size(), Optional.of(from + page.size())));
    }

    /** Plain texts with the paging of this service. */
    static Envelope words(
            Call call, List<String> words, int limit, int total, Optional<Integer> offset) {
        return Envelope.of(
                        call.meta(),
                        out -> {
                            var separator = "\n  ";
                            for (var word : words) {
                                out.raw(separator).quoted(word);
                                separator = ",\n  ";
                            }
                        })
                .withPagination(out -> {
                    out.raw("\n   \"limit\": ").decimal(limit);
                    out.raw(",\n   \"total\": ").decimal(total);
                    offset.ifPresent(it -> out.raw(",\n   \"offset\": ").decimal(it));
                });
    }

    private static Reply actions(Call call) {
        var mobile = IocRoutes.store(call).rules().mobile();
        var asked = call.arguments().list("ids");
        var found =
                ActionTable.actions().stream()
                        .filter(action -> asked.isEmpty() || asked.contains(action))
                        .toList();
        var envelope =
                Envelope.of(
                        call.meta(),
                        out -> {
                            var separator = "";
                            for (var action : found) {
                                out.raw(separator);
                                Json.element(out, "", json -> action(json, action, mobile));
                                separator = ",";
                            }
                        });
        return Call.ok(envelope);
    }

    private static void action(Json json, String action, boolean mobile) {
        json.text("id", action);
        json.object(
                "platforms_by_type",
                types -> ActionTable.platformsByType(action, mobile).forEach(types::texts));
        json.texts("severities", ActionTable.severities(action));
    }
}
