package io.ropewalk.alertops.query;

import io.ropewalk.alertops.query.Listing.Batch;
import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.PageWalk.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Pages of a listing that can only be walked from its start. Its cursor counts the pages before, so
 * a later answer walks those again; within one answer the walk goes on.
 */
final class WalkedSource<T> implements Listing.Source {
    private static final String MARK = "walked-";

    private final IntFunction<PageWalk<T>> start;
    private final Function<T, Map<String, Object>> record;
    private PageWalk<T> walk;
    private int taken;

    /**
     * @param start begins a walk with pages of a size
     */
    WalkedSource(IntFunction<PageWalk<T>> start, Function<T, Map<String, Object>> record) {
        this.start = start;
        this.record = record;
    }

    /** Whether a cursor is one of these. */
    static boolean owns(Optional<String> cursor) {
        return cursor.filter(it -> it.startsWith(MARK)).isPresent();
    }

    @Override
    public Batch page(Optional<String> cursor, int size) {
        int wanted =
                cursor.filter(it -> it.matches(MARK + "[0-9]{1,6}"))
                        .map(it -> Integer.parseInt(it.substring(MARK.length())))
                        .orElse(0);
        if (walk == null || wanted < taken) {
            walk = start.apply(size);
            taken = 0;
        }
        List<T> page = List.of();
        OptionalLong total = OptionalLong.empty();
        while (taken <= wanted) {
            switch (walk.next()) {
                case Step.Items<T> items -> {
                    page = items.items();
                    total = items.total();
                    taken++;
                }
                case Step.Complete<T> _ -> {
                    return batch(List.of(), Optional.empty(), OptionalLong.empty());
                }
                case Step.NotComplete<T> broken ->
                        throw new FalconCallFailed(broken.why(), broken.traceId());
            }
        }
        return batch(page, Optional.of(MARK + taken), total);
    }

    private Batch batch(List<T> page, Optional<String> next, OptionalLong total) {
        List<Map<String, Object>> items = new ArrayList<>();
        page.forEach(it -> items.add(record.apply(it)));
        return new Batch(items, next, total, walk.traceId(), List.of());
    }
}
