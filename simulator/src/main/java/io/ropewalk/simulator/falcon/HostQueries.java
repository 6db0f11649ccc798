package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Choices.UnknownFilterField;
import io.ropewalk.simulator.estate.Estate;
import io.ropewalk.simulator.estate.HostFields;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.falcon.Selections.Query;
import io.ropewalk.simulator.fql.Expression;
import io.ropewalk.simulator.fql.FqlException;
import io.ropewalk.simulator.fql.FqlParser;
import io.ropewalk.simulator.fql.TermMatcher;
import io.ropewalk.simulator.http.HttpAnswer.Body;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What all host listings share: filter, order, and walking by cursor. */
final class HostQueries {
    static final String INVALID_FILTER = "invalid filter expression supplied: ";

    private static final int MEMBERS_LIMIT = 100;

    private final Set<String> sortable;

    HostQueries(Operations operations) {
        this.sortable =
                operations.named("CombinedDevicesByFilter").parameters().get("sort").sortFields();
    }

    /** A walk as one request sees it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Walk(Query query, long[] keys, long fingerprint, Instant started, int from) {}

    /** The selection a call asks for, relative times as of {@code started}. */
    Query query(Call call, boolean hidden, Instant started) {
        var filter = call.arguments().text("filter").orElse("");
        var relative = !filter.isEmpty() && TermMatcher.isRelative(parse(call, filter));
        return new Query(hidden, filter, sort(call), relative ? started : Instant.EPOCH);
    }

    /** Finds where the call's cursor points, or the beginning. */
    Walk walk(Call call, String operation, boolean hidden) {
        var cursor = call.arguments().text("offset").map(HostQueries::cursor);
        var started = cursor.map(Cursor::started).orElse(call.now());
        var query = query(call, hidden, started);
        var customer = call.customer();
        var fingerprint =
                Mix.of(
                        String.join(
                                "\n",
                                customer.tenant().cid(),
                                operation,
                                query.filter(),
                                query.sort()));
        cursor.ifPresent(given -> check(call, given, fingerprint));
        var keys = customer.selections().select(query);
        return new Walk(
                query,
                keys,
                fingerprint,
                started,
                cursor.map(at -> position(at, query, keys)).orElse(0));
    }

    static Cursor cursor(String text) {
        return Cursor.parse(text)
                .orElseThrow(() -> Refusal.mistake(400, "bad-cursor", "invalid offset"));
    }

    /** Refuses a cursor of another walk, or one past its life. */
    static void check(Call call, Cursor cursor, long fingerprint) {
        if (cursor.query() != fingerprint) {
            throw Refusal.mistake(400, "foreign-cursor", "offset does not belong to this query");
        }
        if (!call.now().isBefore(cursor.issued().plus(call.choices().cursorLife()))) {
            throw expired(call.choices().expiredCursorStatus());
        }
    }

    static Refusal expired(int status) {
        return Refusal.expected(status, "offset has expired");
    }

    private static int position(Cursor cursor, Query query, long[] keys) {
        if (!query.byId() || cursor.after() == 0) {
            return cursor.rank();
        }
        var found = Estate.find(keys, cursor.after());
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The hosts of a group or policy: by number, offset and limit, ids or whole records. */
    Reply members(Call call, boolean full, Optional<String> membership) {
        var limit = call.arguments().number("limit", MEMBERS_LIMIT);
        var offset = call.arguments().number("offset", 0);
        var asked = query(call, false, call.now());
        var filter =
                membership
                        .map(term ->
                                asked.filter().isEmpty()
                                        ? term
                                        : "(" + asked.filter() + ")+" + term)
                        .orElse(asked.filter());
        var keys =
                call.customer()
                        .selections()
                        .select(new Query(asked.hidden(), filter, asked.sort(), asked.now()));
        var page =
                HostPage.of(call.customer().estate(), keys, offset, limit).after(call.pageFault());
        var fields = HostPage.fieldsAfter(call.pageFault(), HostFields.all());
        return Call.ok(
                Envelope.of(call.meta(), full ? page.records(fields) : page.ids())
                        .withPagination(plainPaging(limit, page.next(), page.total())));
    }

    /** The text of a cursor that continues a walk at an index. */
    static String cursorAt(Call call, Walk walk, int rank) {
        var after = rank > 0 && rank <= walk.keys().length ? walk.keys()[rank - 1] : 0;
        return new Cursor(walk.fingerprint(), walk.started(), call.now(), rank, after).text();
    }

    static long expiresAt(Call call) {
        return TimeUnit.SECONDS.toNanos(
                call.now().plus(call.choices().cursorLife()).getEpochSecond());
    }

    /** {@code offset} as a number, {@code limit}, {@code total}: the paging of plain listings. */
    static Body plainPaging(int limit, int offset, long total) {
        return out -> {
            out.raw("\n   \"offset\": ").decimal(offset);
            out.raw(",\n   \"limit\": ").decimal(limit);
            out.raw(",\n   \"total\": ").decimal(total);
        };
    }

    private Expression parse(Call call, String filter) {
        Expression expression;
        try {
            expression = FqlParser.parse(filter);
        } catch (FqlException e) {
            throw Refusal.mistake(400, "bad-filter", INVALID_FILTER + e.getMessage());
        }
        expression
                .terms()
                .map(Expression.Term::field)
                .filter(field -> HostFields.named(field).isEmpty() && !sortable.contains(field))
                .findFirst()
                .ifPresent(field -> unknownField(call, field));
        return expression;
    }

    static void unknownField(Call call, String field) {
        var sentence = "unknown filter field '" + field + "'";
        if (call.choices().unknownFilterField() == UnknownFilterField.REFUSE) {
            throw Refusal.mistake(400, "unknown-filter-field", sentence);
        }
        call.mistakes().accept("unknown-filter-field", sentence);
    }

    /** Normal form {@code field.asc}; a bad field is a 500, as the vendor's services answer it. */
    private String sort(Call call) {
        var given = call.arguments().text("sort").orElse(Query.BY_ID);
        var separator = Math.max(given.lastIndexOf('.'), given.lastIndexOf('|'));
        var field = separator < 0 ? given : given.substring(0, separator);
        var order = separator < 0 ? "asc" : given.substring(separator + 1);
        var legal = order.equals("asc") || order.equals("desc");
        if (!legal || !sortable.contains(field)) {
            throw Refusal.mistake(500, "bad-sort", "cannot sort by '" + given + "'");
        }
        return field + "." + order;
    }

    /** Names of {@code fields=a,b}; empty when the call wants all. */
    Optional<Set<String>> fields(Call call) {
        return call.arguments()
                .text("fields")
                .map(list -> {
                    var names = Set.copyOf(List.of(list.split(",", -1)));
                    for (var name : names) {
                        if (!sortable.contains(name) && HostFields.named(name).isEmpty()) {
                            throw Refusal.mistake(
                                    400, "unknown-field", "unknown field '" + name + "'");
                        }
                    }
                    return names;
                });
    }
}
