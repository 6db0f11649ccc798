package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.estate.HostFields;
import io.ropewalk.simulator.estate.HostGroup;
import io.ropewalk.simulator.falcon.Envelope.ApiError;
import io.ropewalk.simulator.falcon.Route.Access;
import io.ropewalk.simulator.falcon.Selections.Query;
import io.ropewalk.simulator.fql.Expression;
import io.ropewalk.simulator.fql.Filters;
import io.ropewalk.simulator.fql.FqlException;
import io.ropewalk.simulator.fql.FqlParser;
import io.ropewalk.simulator.fql.TermMatcher;
import io.ropewalk.simulator.http.ByteSink;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** The read side of the Host Group collection. */
final class HostGroupRoutes implements RouteGroup {
    private static final Access READ = new Access.Bearer("Host Groups:read", "device-api", true);
    private static final int DEFAULT_LIMIT = 100;

    private final HostQueries queries;

    HostGroupRoutes(HostQueries queries) {
        this.queries = queries;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(
                        "queryHostGroups",
                        READ,
                        call ->
                                groups(
                                        call,
                                        (group, out) -> {
                                            out.raw("\n  ").quoted(group.id());
                                        })),
                new Route(
                        "queryCombinedHostGroups", READ, call -> groups(call, HostGroup::writeTo)),
                new Route("getHostGroups", READ, HostGroupRoutes::entities),
                new Route("queryGroupMembers", READ, call -> members(call, false)),
                new Route("queryCombinedGroupMembers", READ, call -> members(call, true)));
    }

    private static Reply groups(Call call, BiConsumer<HostGroup, ByteSink> writer) {
        var limit = call.arguments().number("limit", DEFAULT_LIMIT);
        var offset = call.arguments().number("offset", 0);
        var found =
                HostGroup.of(call.customer().estate()).stream()
                        .filter(filter(call))
                        .sorted(order(call))
                        .toList();
        var from = Math.min(offset, found.size());
        var page = found.subList(from, Math.min(found.size(), from + limit));
        return Call.ok(
                envelope(call, page, writer)
                        .withPagination(
                                HostQueries.plainPaging(limit, from + page.size(), found.size())));
    }

    private static Envelope envelope(
            Call call, List<HostGroup> groups, BiConsumer<HostGroup, ByteSink> writer) {
        return Envelope.of(
                call.meta(),
                out -> {
                    for (var i = 0; i < groups.size(); i++) {
                        if (i > 0) {
                            out.put(',');
                        }
                        writer.accept(groups.get(i), out);
                    }
                });
    }

    private static Predicate<HostGroup> filter(Call call) {
        var text = call.arguments().text("filter").orElse("");
        if (text.isEmpty()) {
            return _ -> true;
        }
        try {
            return Filters.compile(FqlParser.parse(text), term -> term(term, call));
        } catch (FqlException e) {
            throw Refusal.mistake(400, "bad-filter", HostQueries.INVALID_FILTER + e.getMessage());
        }
    }

    private static Predicate<HostGroup> term(Expression.Term term, Call call) {
        var matcher = new TermMatcher(term, false, call.now());
        return group ->
                Optional.ofNullable(group.fields().get(term.field()))
                        .map(List::of)
                        .filter(matcher::matches)
                        .isPresent();
    }

    private static Comparator<HostGroup> order(Call call) {
        var sort = call.arguments().text("sort").orElse("name.asc").replace('|', '.');
        var field = sort.substring(0, sort.lastIndexOf('.'));
        var order = Comparator.<HostGroup, String>comparing(group -> group.fields().get(field));
        return (sort.endsWith(".desc") ? order.reversed() : order).thenComparing(HostGroup::id);
    }

    private static Reply entities(Call call) {
        var ids = call.arguments().list("ids");
        var found =
                HostGroup.of(call.customer().estate()).stream()
                        .filter(group -> ids.contains(group.id()))
                        .toList();
        var known = found.stream().map(HostGroup::id).toList();
        var errors =
                ids.stream()
                        .filter(id -> !known.contains(id))
                        .map(id -> new ApiError(404, "group not found: " + id))
                        .toList();
        var envelope = envelope(call, found, HostGroup::writeTo).withErrors(errors);
        return errors.isEmpty() ? Call.ok(envelope) : new Reply.Enveloped(404, envelope);
    }

    private Reply members(Call call, boolean full) {
        var limit = call.arguments().number("limit", DEFAULT_LIMIT);
        var offset = call.arguments().number("offset", 0);
        var asked = queries.query(call, false, call.now());
        var keys = call.customer().selections().select(inGroup(call, asked));
        var page =
                HostPage.of(call.customer().estate(), keys, offset, limit).after(call.pageFault());
        var fields = HostPage.fieldsAfter(call.pageFault(), HostFields.all());
        return Call.ok(
                Envelope.of(call.meta(), full ? page.records(fields) : page.ids())
                        .withPagination(HostQueries.plainPaging(limit, page.next(), page.total())));
    }

    /** The filter and the group combine. */
    private static Query inGroup(Call call, Query asked) {
        var id = call.arguments().text("id");
        if (id.isEmpty()) {
            return asked;
        }
        var known =
                HostGroup.of(call.customer().estate()).stream()
                        .anyMatch(group -> group.id().equals(id.get()));
        if (!known) {
            throw Refusal.expected(404, "group not found: " + id.get());
        }
        var member = "groups:'" + id.get() + "'";
        var filter = asked.filter().isEmpty() ? member : "(" + asked.filter() + ")+" + member;
        return new Query(asked.hidden(), filter, asked.sort(), asked.now());
    }
}
