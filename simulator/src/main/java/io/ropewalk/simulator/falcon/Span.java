package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Fault;
import java.util.Optional;

/**
 * A run of selected records, and what the answer says about it.
 *
 * @param size how many are selected
 * @param next index the following page starts at
 * @param total what the answer claims there is
 * @param last whether the answer offers no further page
 */
record Span(int size, int from, int to, int next, long total, boolean last) {

    static Span of(int size, int from, int limit) {
        var start = Math.min(from, size);
        var end = (int) Math.min(size, (long) start + limit);
        return new Span(size, start, end, end, size, end == size);
    }

    /** The page after a fault has been at it. */
    Span after(Optional<Fault.OnPage> fault) {
        return fault.map(this::damaged).orElse(this);
    }

    private Span damaged(Fault.OnPage fault) {
        return switch (fault) {
            case Fault.ShortPage cut -> {
                var end = Math.max(from, to - cut.drop());
                yield cut.lossy()
                        ? new Span(size, from, end, next, total, last)
                        : new Span(size, from, end, end, total, false);
            }
            case Fault.EmptyPage empty ->
                    new Span(size, from, from, next, total, last || !empty.keepsCursor());
            case Fault.EmptyListing _ -> new Span(size, from, from, from, 0, true);
            case Fault.DuplicatePage _ -> {
                var start = Math.max(0, from - (to - from));
                yield new Span(size, start, Math.min(size, start + to - from), next, total, last);
            }
            case Fault.TotalDrift drift -> new Span(size, from, to, next, total + drift.by(), last);
            case Fault.OmitField _ -> this;
        };
    }

    /** Name of the member a fault leaves out; empty for none. */
    static String omitted(Optional<Fault.OnPage> fault) {
        return fault.isPresent() && fault.get() instanceof Fault.OmitField omit ? omit.field() : "";
    }
}
