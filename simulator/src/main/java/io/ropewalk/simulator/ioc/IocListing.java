package io.ropewalk.simulator.ioc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ropewalk.simulator.fql.Expression;
import io.ropewalk.simulator.fql.Filters;
import io.ropewalk.simulator.fql.FqlParser;
import io.ropewalk.simulator.fql.TermMatcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Finds indicators by filter and order. */
public final class IocListing {
    /** What can be ordered by; the vendor's list. */
    public static final Set<String> SORTABLE =
            Set.of(
                    "action",
                    "applied_globally",
                    "metadata.av_hits",
                    "metadata.company_name.raw",
                    "created_by",
                    "created_on",
                    "expiration",
                    "expired",
                    "metadata.filename.raw",
                    "modified_by",
                    "modified_on",
                    "metadata.original_filename.raw",
                    "metadata.product_name.raw",
                    "metadata.product_version",
                    "severity_number",
                    "source",
                    "type",
                    "value");

    private static final Set<String> FILTERABLE =
            Set.of(
                    "id",
                    "severity",
                    "mobile_action",
                    "description",
                    "metadata.filename",
                    "platforms",
                    "tags",
                    "host_groups",
                    "deleted",
                    "from_parent");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String CREATION = "created_on.asc";

    private final IocStore store;
    private Counted counted = new Counted("", -1, 0);

    private record Counted(String query, long revision, long total) {}

    public IocListing(IocStore store) {
        this.store = store;
    }

    /**
     * What is asked for.
     *
     * @param sort {@code field.asc} or {@code field.desc}
     * @param after a cursor of {@link #cursor}
     */
    public record Query(
            String filter,
            String sort,
            Optional<Boolean> fromParent,
            Optional<String> after,
            int offset,
            int limit) {}

    /** What is found. */
    public record Found(List<Ioc> items, long total) {}

    /** The text is no cursor of such a listing. */
    public static final class BadCursor extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadCursor() {
            super("invalid after token", null, false, false);
        }
    }

    /**
     * One page.
     *
     * @param unknownField is told of a field nobody has
     * @throws io.ropewalk.simulator.fql.FqlException when the filter is none
     */
    public Found page(Query query, Instant now, Consumer<String> unknownField) {
        var expression =
                query.filter.isEmpty()
                        ? Optional.<Expression>empty()
                        : Optional.of(FqlParser.parse(query.filter));
        var test = test(expression, now, unknownField).and(visible(query, now));
        var named = expression.flatMap(IocListing::value);
        if (query.sort.equals(CREATION) && named.isEmpty()) {
            var at = query.after.map(IocListing::place);
            var items = store.after(at, query.offset + query.limit, test);
            return new Found(
                    items.subList(Math.min(query.offset, items.size()), items.size()),
                    total(query, test));
        }
        var candidates = named.map(store::ofValue).orElseGet(store::all);
        var order = order(query.sort, now);
        var found = candidates.stream().filter(test).sorted(order).toList();
        var from =
                query.after
                        .map(after -> behind(found, after, query.sort, now))
                        .orElse(query.offset);
        var start = Math.min(from, found.size());
        return new Found(
                found.subList(start, Math.min(found.size(), start + query.limit)), found.size());
    }

    /** The text that leads on behind an indicator. */
    public static String cursor(Ioc ioc, String sort, Instant now) {
        var node = MAPPER.createArrayNode();
        if (sort.startsWith("created_on.")) {
            node.add(ioc.createdOn().toEpochMilli());
        } else {
            node.add(key(ioc, sort, now));
        }
        return Base64.getEncoder()
                .encodeToString(node.add(ioc.id()).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode parsed(String cursor) {
        try {
            var node = MAPPER.readTree(Base64.getDecoder().decode(cursor));
            if (node.size() == 2 && node.get(1).isTextual()) {
                return node;
            }
            throw new BadCursor();
        } catch (IOException | IllegalArgumentException e) {
            throw new BadCursor();
        }
    }

    private static IocStore.Place place(String cursor) {
        var node = parsed(cursor);
        return new IocStore.Place(node.get(0).asLong(), node.get(1).asText());
    }

    private static int behind(List<Ioc> found, String cursor, String sort, Instant now) {
        var node = parsed(cursor);
        var descending = sort.endsWith(".desc");
        for (var i = 0; i < found.size(); i++) {
            var mine = key(found.get(i), sort, now);
            var theirs =
                    sort.startsWith("created_on.")
                            ? node.get(0)
                                    .asText()
                                    .compareTo("" + found.get(i).createdOn().toEpochMilli())
                            : node.get(0).asText().compareTo(mine);
            var before = descending ? theirs > 0 : theirs < 0;
            if (before || (theirs == 0 && node.get(1).asText().compareTo(found.get(i).id()) < 0)) {
                return i;
            }
        }
        return found.size();
    }

    private static String key(Ioc ioc, String sort, Instant now) {
        var values = ioc.field(sort.substring(0, sort.lastIndexOf('.')), now);
        return values.isEmpty() ? "" : values.getFirst();
    }

    private static Comparator<Ioc> order(String sort, Instant now) {
        if (sort.startsWith("created_on.")) {
            var order = Comparator.<Ioc>comparingLong(ioc -> ioc.createdOn().toEpochMilli());
            return (sort.endsWith(".desc") ? order.reversed() : order).thenComparing(Ioc::id);
        }
        var order = Comparator.<Ioc, String>comparing(ioc -> key(ioc, sort, now));
        return (sort.endsWith(".desc") ? order.reversed() : order).thenComparing(Ioc::id);
    }

    private Predicate<Ioc> visible(Query query, Instant now) {
        var lag = store.rules().searchLag();
        var newest = now.minus(lag);
        return ioc ->
                (lag.isZero() || !ioc.createdOn().isAfter(newest))
                        && query.fromParent.map(it -> it == ioc.fromParent()).orElse(true);
    }

    private static Predicate<Ioc> test(
            Optional<Expression> expression, Instant now, Consumer<String> unknownField) {
        if (expression.isEmpty()) {
            return _ -> true;
        }
        expression
                .get()
                .terms()
                .map(Expression.Term::field)
                .filter(field -> !SORTABLE.contains(field) && !FILTERABLE.contains(field))
                .findFirst()
                .ifPresent(unknownField);
        return Filters.compile(
                expression.get(),
                term -> {
                    var matcher = new TermMatcher(term, false, now);
                    return ioc -> matcher.matches(ioc.field(term.field(), now));
                });
    }

    /** A value everything found must have; finding it takes no look at the others. */
    private static Optional<String> value(Expression expression) {
        return switch (expression) {
            case Expression.And and ->
                    and.parts().stream().flatMap(it -> value(it).stream()).findFirst();
            case Expression.Or _ -> Optional.empty();
            case Expression.Term term ->
                    term.field().equals("value")
                                    && term.operator() == Expression.Operator.EQUAL
                                    && term.values().size() == 1
                                    && term.values().getFirst().indexOf('*') < 0
                            ? Optional.of(term.values().getFirst())
                            : Optional.empty();
        };
    }

    /** Counting all for each page of a long walk would be most of its cost. */
    private synchronized long total(Query query, Predicate<Ioc> test) {
        var timeless =
                store.rules().searchLag().isZero()
                        && !query.filter.contains("now")
                        && !query.filter.contains("expired")
                        && !query.filter.contains("action");
        var key = query.filter + "\n" + query.fromParent;
        var revision = store.revision();
        if (timeless && counted.query.equals(key) && counted.revision == revision) {
            return counted.total;
        }
        counted = new Counted(key, revision, store.count(test));
        return counted.total;
    }
}
