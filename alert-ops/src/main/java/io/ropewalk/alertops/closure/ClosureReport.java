package io.ropewalk.alertops.closure;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What a closure was about and came to, at one time. What became of each alert is read apart: there
 * may be many.
 *
 * @param counts alerts by what became of them
 * @param at when it was so
 */
public record ClosureReport(Closure closure, Map<ItemState, Integer> counts, Instant at) {

    /** Its alerts, read some at a time. */
    @FunctionalInterface
    public interface Items {
        /**
         * The next ones, in their order; empty at the end.
         *
         * @param after position of the last one before, -1 at the beginning
         */
        List<ClosureItem> next(int after);
    }

    public ClosureReport {
        Objects.requireNonNull(closure, "closure");
        counts = Collections.unmodifiableMap(filled(counts));
        Objects.requireNonNull(at, "at");
    }

    private static Map<ItemState, Integer> filled(Map<ItemState, Integer> counts) {
        Map<ItemState, Integer> all = new EnumMap<>(ItemState.class);
        all.putAll(counts);
        return all;
    }

    /** The state as others see it. */
    public String state() {
        return closure.seen(at).word();
    }

    /** Whether it takes another one back. */
    public boolean revert() {
        return closure.deed() instanceof Deed.Revert;
    }

    /** How much of what was looked at it is about, and how much of that is done. */
    public String coverage() {
        Closure.Frozen frozen = closure.frozen();
        int left = excluded();
        int open = count(ItemState.PENDING) + count(ItemState.IN_FLIGHT);
        return String.format(
                Locale.ROOT,
                "%,d alerts looked at, %,d left out; of %,d to be written %,d have come to an end.",
                frozen.examined(),
                left,
                frozen.total(),
                frozen.total() - open);
    }

    /** Alerts that were left out, whatever the reason. */
    public int excluded() {
        return closure.frozen().excluded().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Alerts by what became of them, in words; those of which there are none, too. */
    public Map<String, Integer> outcomes() {
        Map<String, Integer> outcomes = new LinkedHashMap<>();
        outcomes.put(revert() ? "put back" : "closed", count(ItemState.CLOSED));
        outcomes.put("were so already", count(ItemState.ALREADY));
        outcomes.put("changed meanwhile, untouched", count(ItemState.SKIPPED_DRIFT));
        outcomes.put("not found", count(ItemState.NOT_FOUND));
        outcomes.put("failed", count(ItemState.FAILED));
        outcomes.put("sent, and not known whether written", count(ItemState.IN_FLIGHT));
        outcomes.put("still to do", count(ItemState.PENDING));
        return outcomes;
    }

    private int count(ItemState state) {
        return counts.getOrDefault(state, 0);
    }
}
