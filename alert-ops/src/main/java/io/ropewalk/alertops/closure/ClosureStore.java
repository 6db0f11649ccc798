package io.ropewalk.alertops.closure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Keeps closures. Durable, and shared by all replicas. */
public interface ClosureStore {

    /** What somebody wants of a closure that is being worked on. */
    enum Wish {
        NONE,
        PAUSE,
        CANCEL
    }

    /**
     * The right to work on a closure, until it expires by the database's clock.
     *
     * @param fencing a write with an older number is refused
     */
    record Claim(Closure closure, String owner, long fencing) {}

    /** The claim is another's by now; nothing was written. */
    final class ClaimLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ClaimLost() {
            super("Another process works on this closure.");
        }
    }

    /**
     * A confirmation.
     *
     * @param expires until when it can be approved, where it waits for that
     */
    record Execution(
            ClosureState to,
            String reason,
            String key,
            String keyDigest,
            Instant at,
            Instant expires) {}

    /** Keeps a new one with its items. */
    void create(Closure closure, List<ClosureItem> items);

    Optional<Closure> find(String tenant, String id);

    /** Where a closure stands in a list. */
    record Place(Instant created, String id) {}

    /**
     * Newest first.
     *
     * @param after the last one of the page before
     */
    List<Closure> list(List<String> tenants, int limit, Optional<Place> after);

    Map<ItemState, Integer> counts(String id);

    /**
     * Items in their order.
     *
     * @param after the last position of the page before, -1 for the first page
     */
    List<ClosureItem> items(String id, Optional<ItemState> state, int limit, int after);

    /**
     * Confirms one that is previewed; false where it no longer is.
     *
     * @param charge is run in the same transaction, and only where it is confirmed; where it
     *     throws, nothing is kept
     */
    boolean execute(String id, Execution execution, Runnable charge);

    /**
     * Approves one that waits for it; false where it does not, or no longer.
     *
     * @param charge as of {@link #execute}
     */
    boolean approve(String id, String by, Instant at, Runnable charge);

    /** Halts one that nobody works on yet; false where it is in another state. */
    boolean pause(String id);

    /**
     * Ends one that nobody works on; false where it is in another state. Where items of it are in
     * flight they are read back first: it is queued for that, with the wish to end.
     */
    boolean cancel(String id, Instant at);

    /** Takes up one that broke off, with its failed items to be tried again. */
    boolean resume(String id);

    /**
     * Keeps a revert of a closure that has ended or is paused, with the items that were, or may
     * have been, written; false where it goes on, or a revert of it has not ended.
     *
     * @param revert makes it of how many items those are; where it throws, nothing is kept
     */
    boolean createRevert(String source, Instant at, IntFunction<Closure> revert);

    /** Asks who works on it; false where nobody does. */
    boolean wish(String id, Wish wish);

    Wish wish(String id);

    /** Takes up a closure that waits, or was left behind; one for each customer at a time. */
    Optional<Claim> claim(String owner, Duration life, Instant at);

    /** Lengthens a claim; false when it was lost. */
    boolean renew(Claim claim, Duration life);

    void release(Claim claim);

    /**
     * Writes down that these are about to be sent.
     *
     * @throws ClaimLost where they must not be
     */
    void fly(Claim claim, List<ClosureItem> items);

    /**
     * Writes down what became of these.
     *
     * @throws ClaimLost where another has taken over
     */
    void settle(Claim claim, List<ClosureItem> items);

    /**
     * Ends the work, or halts it.
     *
     * @throws ClaimLost where another has taken over
     */
    void end(Claim claim, ClosureState state, Optional<Closure.Failure> failure, Instant at);
}
