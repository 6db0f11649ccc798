package io.ropewalk.alertops.query;

import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.ItemError;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.fql.Filter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A listing of the vendor's that answers a question.
 *
 * @param filter in the vendor's query language
 * @param source its pages
 * @param pageMost the most entries of a page
 * @param wanted what no filter of the vendor's can say: it is looked for in the entries
 */
public record Listing(
        String filter,
        Source source,
        int pageMost,
        Optional<Predicate<Map<String, Object>>> wanted) {

    /** Pages of records by the vendor's names. */
    @FunctionalInterface
    public interface Source {
        /**
         * One page. Blocks.
         *
         * @param cursor the {@code next} of the page before
         * @throws io.ropewalk.falcon.FalconCallFailed when it cannot be had
         */
        Batch page(Optional<String> cursor, int size);
    }

    /**
     * One page.
     *
     * @param warnings what the vendor said of single entries
     */
    public record Batch(
            List<Map<String, Object>> items,
            Optional<String> next,
            OptionalLong total,
            String traceId,
            List<String> warnings) {
        public Batch {
            items = List.copyOf(items);
            Objects.requireNonNull(next, "next");
            Objects.requireNonNull(total, "total");
            Objects.requireNonNull(traceId, "traceId");
            warnings = List.copyOf(warnings);
        }

        /** The page a call brought. */
        static <T> Batch of(FalconResult<Page<T>> result, Function<T, Map<String, Object>> record) {
            Page<T> page = result.orThrow();
            return new Batch(
                    page.items().stream().map(record).toList(),
                    page.next(),
                    page.total(),
                    result.trace(),
                    Listing.warnings(result));
        }

        /** The same page, going on elsewhere. */
        Batch goingOn(Optional<String> cursor) {
            return new Batch(items, cursor, total, traceId, warnings);
        }
    }

    public Listing {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(wanted, "wanted");
    }

    static Listing of(Filter filter, int pageMost, Source source) {
        return new Listing(filter.text(), source, pageMost, Optional.empty());
    }

    /** What the vendor said of single entries inside a good answer. */
    static List<String> warnings(FalconResult<?> result) {
        return result instanceof FalconResult.Ok<?> ok
                ? ok.itemErrors().stream().map(Listing::warning).toList()
                : List.of();
    }

    private static String warning(ItemError error) {
        return "Falcon reports an error inside its answer: "
                + error.message()
                + " (code "
                + error.code()
                + error.id().map(id -> ", " + id).orElse("")
                + ")";
    }
}
