package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Choices.UnknownIds;
import io.ropewalk.simulator.estate.Host;
import io.ropewalk.simulator.estate.HostFields;
import io.ropewalk.simulator.estate.Times;
import io.ropewalk.simulator.falcon.Envelope.ApiError;
import io.ropewalk.simulator.falcon.Route.Access;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The read side of the Hosts collection. */
final class HostRoutes implements RouteGroup {
    private static final Access READ = new Access.Bearer("Hosts:read", "device-api", false);
    private static final int DEFAULT_LIMIT = 100;
    private static final int WINDOW = 10_000;
    private static final int MAX_POSTED_IDS = 5000;
    private static final int MAX_ONLINE_IDS = 100;
    private static final long ONLINE_SECONDS = 3600;

    private final HostQueries queries;

    HostRoutes(HostQueries queries) {
        this.queries = queries;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("QueryDevicesByFilter", READ, call -> query(call, false)),
                new Route("QueryHiddenDevices", READ, call -> query(call, true)),
                new Route("QueryDevicesByFilterScroll", READ, this::scroll),
                new Route("CombinedDevicesByFilter", READ, call -> combined(call, false)),
                new Route("CombinedHiddenDevicesByFilter", READ, call -> combined(call, true)),
                new Route(
                        "GetDeviceDetailsV2",
                        READ,
                        call -> entities(call, call.arguments().list("ids"))),
                new Route("PostDeviceDetailsV2", READ, call -> entities(call, postedIds(call))),
                new Route("GetOnlineState.V1", READ, this::onlineState));
    }

    /** Plain offsets, up to ten thousand; the answer gives the offset after the page. */
    private Reply query(Call call, boolean hidden) {
        var limit = call.arguments().number("limit", DEFAULT_LIMIT);
        var offset = call.arguments().number("offset", 0);
        if ((long) offset + limit >= WINDOW) {
            throw Refusal.mistake(
                    400, "beyond-window", "limit + offset must be less than " + WINDOW);
        }
        var keys = call.customer().selections().select(queries.query(call, hidden, call.now()));
        var page =
                HostPage.of(call.customer().estate(), keys, offset, limit).after(call.pageFault());
        return Call.ok(
                Envelope.of(call.meta(), page.ids())
                        .withPagination(HostQueries.plainPaging(limit, page.next(), page.total())));
    }

    private Reply scroll(Call call) {
        var limit = call.arguments().number("limit", DEFAULT_LIMIT);
        var walk = queries.walk(call, "scroll", false);
        var page =
                HostPage.of(call.customer().estate(), walk.keys(), walk.from(), limit)
                        .after(call.pageFault());
        var next = page.last() ? "" : HostQueries.cursorAt(call, walk, page.next());
        return Call.ok(
                Envelope.of(call.meta(), page.ids())
                        .withPagination(out -> {
                            out.raw("\n   \"total\": ").decimal(page.total());
                            out.raw(",\n   \"offset\": ").quoted(next);
                            out.raw(",\n   \"expires_at\": ").decimal(HostQueries.expiresAt(call));
                            out.raw(",\n   \"limit\": ").decimal(limit);
                        }));
    }

    private Reply combined(Call call, boolean hidden) {
        if (!call.customer().tenant().combined()) {
            throw Refusal.expected(404, Gateway.PAGE_NOT_FOUND);
        }
        var limit = call.arguments().number("limit", DEFAULT_LIMIT);
        var chosen = queries.fields(call).map(HostFields::selected).orElse(HostFields.all());
        var fields = HostPage.fieldsAfter(call.pageFault(), chosen);
        var walk = queries.walk(call, hidden ? "combined-hidden" : "combined", hidden);
        var page =
                HostPage.of(call.customer().estate(), walk.keys(), walk.from(), limit)
                        .after(call.pageFault());
        var next = page.last() ? "" : HostQueries.cursorAt(call, walk, page.next());
        var previous =
                walk.from() == 0
                        ? ""
                        : HostQueries.cursorAt(call, walk, Math.max(0, walk.from() - limit));
        return Call.ok(
                Envelope.of(call.meta(), page.records(fields))
                        .withPagination(out -> {
                            out.raw("\n   \"total\": ").decimal(page.total());
                            out.raw(",\n   \"offset\": ")
                                    .quoted(call.arguments().text("offset").orElse(""));
                            out.raw(",\n   \"next\": ").quoted(next);
                            out.raw(",\n   \"previous\": ").quoted(previous);
                            out.raw(",\n   \"expires_at\": ").decimal(HostQueries.expiresAt(call));
                            out.raw(",\n   \"limit\": ").decimal(limit);
                        }));
    }

    private static List<String> postedIds(Call call) {
        var ids = PostedIds.read(call, "ids");
        if (ids.size() > MAX_POSTED_IDS) {
            throw Refusal.mistake(
                    400, "too-many-items", "at most " + MAX_POSTED_IDS + " ids in one call");
        }
        return ids;
    }

    private Reply entities(Call call, List<String> ids) {
        var estate = call.customer().estate();
        var keys = new long[ids.size()];
        var unknown = new ArrayList<ApiError>();
        var count = 0;
        for (var id : ids) {
            var key = estate.keyOf(id);
            if (key.isPresent()) {
                keys[count++] = key.getAsLong();
            } else {
                unknown.add(new ApiError(404, "No sensor found for id '" + id + "'"));
            }
        }
        var found = Arrays.copyOf(keys, count);
        var page = HostPage.of(estate, found, 0, count).after(call.pageFault());
        var fields = HostPage.fieldsAfter(call.pageFault(), HostFields.all());
        var envelope = Envelope.of(call.meta(), page.records(fields));
        if (unknown.isEmpty() || call.choices().unknownIds() == UnknownIds.DROP) {
            return Call.ok(envelope);
        }
        return new Reply.Enveloped(404, envelope.withErrors(unknown));
    }

    /** Whether it was seen within the hour. */
    static boolean online(Call call, Host host) {
        return call.now().getEpochSecond() - host.lastSeen() < ONLINE_SECONDS;
    }

    private Reply onlineState(Call call) {
        var ids = call.arguments().list("ids");
        if (ids.size() > MAX_ONLINE_IDS) {
            throw Refusal.mistake(
                    400, "too-many-items", "at most " + MAX_ONLINE_IDS + " ids in one call");
        }
        var estate = call.customer().estate();
        var cid = call.customer().tenant().cid();
        return Call.ok(
                Envelope.of(
                        call.meta(),
                        out -> {
                            var host = estate.host();
                            var separator = "";
                            for (var id : ids) {
                                var key = estate.keyOf(id);
                                out.raw(separator).raw("\n  {\n   \"id\": ").quoted(id);
                                if (key.isPresent()) {
                                    var seen = host.at(key.getAsLong()).lastSeen();
                                    var recent = online(call, host);
                                    out.raw(",\n   \"cid\": ").quoted(cid);
                                    out.raw(",\n   \"last_seen\": \"");
                                    Times.write(seen, out);
                                    out.raw("\",\n   \"state\": \"")
                                            .raw(recent ? "online" : "offline");
                                } else {
                                    out.raw(",\n   \"state\": \"unknown");
                                }
                                out.raw("\"\n  }");
                                separator = ",";
                            }
                        }));
    }
}
