package io.ropewalk.alertops.closure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /** A confirmation. */
    record Execution(ClosureState to, String reason, String key, String keyDigest, Instant at) {}

    /** Keeps a new one with its items. */
    void create(Closure closure, List<ClosureItem> items);

    /**
     * Keeps a revert, with the items its source closed.
     *
     * @return how many those are; nothing is kept where there are none
     */
    int createRevert(Closure revert, String source);

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

    /** Confirms one that is previewed; false where it no longer is. */
    boolean execute(String id, Execution execution);

    /** Approves one that waits for it; false where it does not. */
    boolean approve(String id, String by);

    /** Takes it from one of these states to another, unless it is in none of them. */
    boolean move(String id, Set<ClosureState> from, ClosureState to, Instant at);

    /** Takes up one that broke off, with its failed items to be tried again. */
    boolean resume(String id);

    /** Asks who works on it; false where nobody does. */
    boolean wish(String id, Wish wish);

    Wish wish(String id);

    /** Whether a revert of it has not ended. */
    boolean reverting(String source);

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
