package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.falcon.Envelope.Resources;
import io.ropewalk.simulator.falcon.Holdings.Kind;
import io.ropewalk.simulator.fql.Expression;
import io.ropewalk.simulator.fql.FqlException;
import io.ropewalk.simulator.fql.FqlParser;
import io.ropewalk.simulator.fql.TermMatcher;
import io.ropewalk.simulator.http.HttpAnswer.Body;
import io.ropewalk.simulator.records.Records;
import io.ropewalk.simulator.records.Selection;
import io.ropewalk.simulator.records.Selection.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What the listings of computed collections share: filter, order, walking by {@code after}. */
final class RecordQueries {
    private final Kind kind;
    private final Optional<Set<String>> sortable;

    /** A collection that sorts by whatever can be filtered by. */
    RecordQueries(Kind kind) {
        this(kind, Optional.empty());
    }

    RecordQueries(Kind kind, Optional<Set<String>> sortable) {
        this.kind = kind;
        this.sortable = sortable;
    }

    /** A page of a walk, and the text that leads to the next one. */
    record Page(Selection selection, Span span, String next) {}

    /** The call's facets, each of them a known one. */
    static Set<String> facets(Call call, Set<String> known) {
        var facets = call.arguments().list("facet");
        for (var facet : facets) {
            if (!known.contains(facet)) {
                throw Refusal.mistake(400, "not-in-enum", "unknown facet '" + facet + "'");
            }
        }
        return Set.copyOf(facets);
    }

    /** The page at the call's {@code after}, or the first one. */
    Page walk(Call call, int limit) {
        var cursor = call.arguments().text("after").map(HostQueries::cursor);
        var started = cursor.map(Cursor::started).orElse(call.now());
        var query = query(call, started);
        var fingerprint =
                Mix.of(
                        String.join(
                                "\n",
                                call.customer().tenant().cid(),
                                kind.name(),
                                query.filter(),
                                query.sort()));
        cursor.ifPresent(given -> HostQueries.check(call, given, fingerprint));
        var selection = select(call, query);
        var from = cursor.map(at -> position(at, selection)).orElse(0);
        var span = Span.of(selection.size(), from, limit).after(call.pageFault());
        var next = "";
        if (!span.last() && span.next() > 0) {
            var entry = selection.entries()[span.next() - 1];
            next = new Cursor(fingerprint, started, call.now(), span.next(), entry).text();
        }
        return new Page(selection, span, next);
    }

    /** The page at the call's {@code offset}. */
    Page page(Call call, int limit) {
        var selection = select(call, query(call, call.now()));
        var offset = call.arguments().number("offset", 0);
        var span = Span.of(selection.size(), offset, limit).after(call.pageFault());
        return new Page(selection, span, "");
    }

    private static int position(Cursor cursor, Selection selection) {
        return selection.byValue()
                ? selection.behind(cursor.after())
                : Math.min(cursor.rank(), selection.size());
    }

    private Selection select(Call call, Query query) {
        try {
            return call.customer().holdings().select(kind, query);
        } catch (FqlException e) {
            throw badFilter(e);
        }
    }

    private Query query(Call call, Instant started) {
        var filter = call.arguments().text("filter").orElse("");
        var relative = !filter.isEmpty() && TermMatcher.isRelative(parse(call, filter));
        return new Query(filter, sort(call), relative ? started : Instant.EPOCH);
    }

    private Expression parse(Call call, String filter) {
        Expression expression;
        try {
            expression = FqlParser.parse(filter);
        } catch (FqlException e) {
            throw badFilter(e);
        }
        var known = records(call).fields();
        expression
                .terms()
                .map(Expression.Term::field)
                .filter(field -> !known.contains(field))
                .findFirst()
                .ifPresent(field -> HostQueries.unknownField(call, field));
        return expression;
    }

    private static Refusal badFilter(FqlException e) {
        return Refusal.mistake(400, "bad-filter", HostQueries.INVALID_FILTER + e.getMessage());
    }

    private String sort(Call call) {
        var given = call.arguments().text("sort").orElse("");
        if (given.isEmpty()) {
            return "";
        }
        var separator = Math.max(given.lastIndexOf('.'), given.lastIndexOf('|'));
        var field = separator < 0 ? given : given.substring(0, separator);
        var order = separator < 0 ? "asc" : given.substring(separator + 1);
        var legal = order.equals("asc") || order.equals("desc");
        if (!legal || !sortable.orElseGet(() -> records(call).fields()).contains(field)) {
            throw Refusal.mistake(500, "bad-sort", "cannot sort by '" + given + "'");
        }
        return field + "." + order;
    }

    private Records records(Call call) {
        return call.customer().holdings().records(kind);
    }

    /** The ids of a page. */
    Resources ids(Call call, Page page) {
        return new Resources.Items(out -> {
            var row = records(call).row();
            for (var i = page.span().from(); i < page.span().to(); i++) {
                row.moveTo(page.selection().place(i));
                out.raw(i == page.span().from() ? "\n  " : ",\n  ").quoted(row.id());
            }
        });
    }

    /** The records of a page. */
    Resources whole(Call call, Page page, Set<String> facets) {
        var omitted = Span.omitted(call.pageFault());
        return new Resources.Items(out -> {
            var row = records(call).row();
            for (var i = page.span().from(); i < page.span().to(); i++) {
                if (i > page.span().from()) {
                    out.put(',');
                }
                row.moveTo(page.selection().place(i));
                row.writeTo(out, facets, omitted);
            }
        });
    }

    /** The records with the call's {@code ids}, in the order asked for; unknown ones are absent. */
    Envelope entities(Call call, List<String> ids) {
        var records = records(call);
        var places =
                ids.stream()
                        .distinct()
                        .map(records::find)
                        .filter(OptionalLong::isPresent)
                        .mapToLong(OptionalLong::getAsLong)
                        .toArray();
        var omitted = Span.omitted(call.pageFault());
        return Envelope.of(
                call.meta(),
                out -> {
                    var row = records.row();
                    var separator = "";
                    for (var place : places) {
                        out.raw(separator);
                        row.moveTo(place);
                        row.writeTo(out, Records.WHOLE, omitted);
                        separator = ",";
                    }
                });
    }

    static Reply answer(Call call, Resources resources, Body pagination) {
        return Call.ok(new Envelope(call.meta(), Optional.of(pagination), List.of(), resources));
    }

    /** {@code limit}, {@code total}, {@code after}. */
    static Body afterPaging(Page page, int limit) {
        return out -> {
            out.raw("\n   \"limit\": ").decimal(limit);
            out.raw(",\n   \"total\": ").decimal(page.span().total());
            out.raw(",\n   \"after\": ").quoted(page.next());
        };
    }
}
