package io.ropewalk.inventory.sync.falcon;

import io.ropewalk.falcon.PageWalk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * Walks a listing that the vendor cuts off after so many records, slice of time by slice of time; a
 * slice that holds too many is halved before anything of it is handed on. It is complete when every
 * slice is. How many there are in all nobody says.
 */
final class SlicedWalk<R> implements PageWalk<R> {
    private static final Duration SMALLEST = Duration.ofMinutes(1);

    private final Slice<R> slices;
    private final Limits limits;
    private final Deque<Span> left = new ArrayDeque<>();

    private Span span;
    private PageWalk<R> current;
    private Step<R> end;
    private boolean checked;
    private long before;
    private long received;
    private String traceId = "";

    /** The records from the one instant on, until before the other. */
    @FunctionalInterface
    interface Slice<R> {
        PageWalk<R> walk(Instant from, Instant until);
    }

    /**
     * What is asked for at once.
     *
     * @param first length of a slice before any is halved
     * @param mostListed records the vendor lists of one slice
     */
    record Limits(Duration first, long mostListed) {}

    private record Span(Instant from, Instant until) {
        boolean divisible() {
            return Duration.between(from, until).compareTo(SMALLEST) > 0;
        }

        Instant middle() {
            return from.plus(Duration.between(from, until).dividedBy(2));
        }
    }

    SlicedWalk(Slice<R> slices, Instant from, Instant until, Limits limits) {
        this.slices = slices;
        this.limits = limits;
        for (Instant start = from; start.isBefore(until); start = start.plus(limits.first())) {
            Instant stop = start.plus(limits.first());
            left.add(new Span(start, stop.isBefore(until) ? stop : until));
        }
    }

    @Override
    public Step<R> next() {
        while (end == null) {
            if (current == null && !begin()) {
                end = new Step.Complete<>(received, false);
                break;
            }
            Step<R> step = current.next();
            traceId = current.traceId();
            switch (step) {
                case Step.Items<R> page -> {
                    if (checked || fits(page)) {
                        checked = true;
                        received = before + page.received();
                        return new Step.Items<>(page.items(), received, OptionalLong.empty());
                    }
                }
                case Step.Complete<R> done -> {
                    before += done.received();
                    received = before;
                    current = null;
                }
                case Step.NotComplete<R> broken ->
                        end =
                                new Step.NotComplete<>(
                                        received,
                                        OptionalLong.empty(),
                                        broken.why(),
                                        broken.traceId(),
                                        broken.cursorRefused());
            }
        }
        return end;
    }

    private boolean begin() {
        span = left.poll();
        if (span == null) {
            return false;
        }
        current = slices.walk(span.from(), span.until());
        checked = false;
        return true;
    }

    /** Otherwise the slice is halved and its first half is next. */
    private boolean fits(Step.Items<R> page) {
        boolean tooMany =
                page.total().isPresent() && page.total().getAsLong() > limits.mostListed();
        if (!tooMany || !span.divisible()) {
            return true;
        }
        left.push(new Span(span.middle(), span.until()));
        left.push(new Span(span.from(), span.middle()));
        current = null;
        return false;
    }

    @Override
    public String traceId() {
        return traceId;
    }
}
