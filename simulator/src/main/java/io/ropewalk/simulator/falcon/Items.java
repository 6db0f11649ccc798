package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Choices.UnknownIds;
import io.ropewalk.simulator.falcon.Envelope.ApiError;
import io.ropewalk.simulator.fql.Expression;
import io.ropewalk.simulator.fql.Filters;
import io.ropewalk.simulator.fql.FqlException;
import io.ropewalk.simulator.fql.FqlParser;
import io.ropewalk.simulator.fql.TermMatcher;
import io.ropewalk.simulator.http.HttpAnswer.Body;
import io.ropewalk.simulator.records.Json;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The listings of a collection so small that all of it is at hand.
 *
 * @param noun what one is called in an error
 * @param fields what can be filtered by
 * @param defaultLimit how many to a page when nothing is asked for
 * @param sort the order when none is asked for, {@code name.asc}
 */
record Items(String noun, Set<String> fields, String sort, List<Item> all, int defaultLimit) {
    private static final int DEFAULT_LIMIT = 100;

    /** Compared by their value; all others as texts. */
    private static final Set<String> NUMBERS = Set.of("severity");

    Items(String noun, Set<String> fields, String sort, List<Item> all) {
        this(noun, fields, sort, all, DEFAULT_LIMIT);
    }

    /**
     * One of them.
     *
     * @param fields its values by the names filters and orders use
     * @param members writes the record
     */
    record Item(String id, Map<String, List<String>> fields, Consumer<Json> members) {}

    /** Ids by filter, order, offset and limit. */
    Reply ids(Call call) {
        var page = page(call);
        return RecordQueries.answer(
                call,
                new Envelope.Resources.Items(out -> {
                    var separator = "\n  ";
                    for (var item : page.items) {
                        out.raw(separator).quoted(item.id);
                        separator = ",\n  ";
                    }
                }),
                page.paging());
    }

    /** Records by filter, order, offset and limit. */
    Reply whole(Call call) {
        var page = page(call);
        return RecordQueries.answer(
                call, new Envelope.Resources.Items(records(call, page.items)), page.paging());
    }

    private static Body records(Call call, List<Item> items) {
        var omitted = Span.omitted(call.pageFault());
        return out -> {
            for (var i = 0; i < items.size(); i++) {
                if (i > 0) {
                    out.put(',');
                }
                Json.element(out, omitted, items.get(i).members);
            }
        };
    }

    /** Records by their ids; unknown ones as 404 beside those found. */
    Reply entities(Call call, List<String> ids) {
        var wanted = new HashSet<>(ids);
        var found = all.stream().filter(item -> wanted.contains(item.id)).toList();
        found.forEach(item -> wanted.remove(item.id));
        var envelope = Envelope.of(call.meta(), records(call, found));
        if (wanted.isEmpty() || call.choices().unknownIds() == UnknownIds.DROP) {
            return Call.ok(envelope);
        }
        var errors =
                ids.stream()
                        .filter(wanted::contains)
                        .distinct()
                        .map(id -> new ApiError(404, noun + " not found: " + id))
                        .toList();
        return new Reply.Enveloped(404, envelope.withErrors(errors));
    }

    /** Records by their ids; unknown ones are absent. */
    Reply found(Call call, List<String> ids) {
        var wanted = Set.copyOf(ids);
        return Call.ok(
                Envelope.of(
                        call.meta(),
                        records(
                                call,
                                all.stream().filter(item -> wanted.contains(item.id)).toList())));
    }

    private record Page(List<Item> items, Span span, int limit) {
        Body paging() {
            return HostQueries.plainPaging(limit, span.next(), span.total());
        }
    }

    private Page page(Call call) {
        var limit = call.arguments().number("limit", defaultLimit);
        var offset = call.arguments().number("offset", 0);
        var found = all.stream().filter(filter(call)).sorted(order(call)).toList();
        var span = Span.of(found.size(), offset, limit).after(call.pageFault());
        return new Page(found.subList(span.from(), span.to()), span, limit);
    }

    private Predicate<Item> filter(Call call) {
        var text = call.arguments().text("filter").orElse("");
        if (text.isEmpty()) {
            return _ -> true;
        }
        try {
            var expression = FqlParser.parse(text);
            expression
                    .terms()
                    .map(Expression.Term::field)
                    .filter(field -> !fields.contains(field))
                    .findFirst()
                    .ifPresent(field -> HostQueries.unknownField(call, field));
            return Filters.compile(expression, term -> term(term, call));
        } catch (FqlException e) {
            throw Refusal.mistake(400, "bad-filter", HostQueries.INVALID_FILTER + e.getMessage());
        }
    }

    private Predicate<Item> term(Expression.Term term, Call call) {
        if (!fields.contains(term.field())) {
            return _ -> false;
        }
        var matcher = new TermMatcher(term, false, NUMBERS.contains(term.field()), call.now());
        return item -> matcher.matches(item.fields.getOrDefault(term.field(), List.of()));
    }

    private Comparator<Item> order(Call call) {
        var given = call.arguments().text("sort").orElse(sort).replace('|', '.');
        var dot = given.lastIndexOf('.');
        var field = dot < 0 ? given : given.substring(0, dot);
        var order =
                Comparator.<Item, String>comparing(item ->
                        Optional.ofNullable(item.fields.get(field))
                                .filter(values -> !values.isEmpty())
                                .map(List::getFirst)
                                .orElse(""));
        return (given.endsWith(".desc") ? order.reversed() : order).thenComparing(Item::id);
    }
}
