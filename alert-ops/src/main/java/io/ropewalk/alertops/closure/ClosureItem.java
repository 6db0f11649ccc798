package io.ropewalk.alertops.closure;

import java.util.Objects;

/**
 * One alert of a closure.
 *
 * @param position from 0, in the order of the ids
 * @param matched members the hash stands in, with commas between; empty without hashes
 * @param attempts how often it was sent
 * @param message why it failed or was left alone, empty otherwise
 * @param traceId the vendor's, of the answer that says so
 */
public record ClosureItem(
        int position,
        String compositeId,
        Former former,
        String matched,
        ItemState state,
        int attempts,
        String message,
        String traceId) {
    public ClosureItem {
        Objects.requireNonNull(compositeId, "compositeId");
        Objects.requireNonNull(former, "former");
        Objects.requireNonNull(matched, "matched");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(traceId, "traceId");
    }

    /** One that nothing was done with. */
    static ClosureItem fresh(int position, String compositeId, Former former, String matched) {
        return new ClosureItem(
                position, compositeId, former, matched, ItemState.PENDING, 0, "", "");
    }

    /** The same in another state. */
    ClosureItem now(ItemState next, String why, String trace) {
        return new ClosureItem(position, compositeId, former, matched, next, attempts, why, trace);
    }
}
