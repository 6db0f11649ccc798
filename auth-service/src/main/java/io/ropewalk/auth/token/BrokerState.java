package io.ropewalk.auth.token;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Where the token of one tenant stands. Each change is one compare-and-set in {@link TokenBroker}.
 *
 * <pre>
 *            asked                    granted
 *   Empty -----------> Fetching --------------------> Steady <---------------+
 *                       ^  ^  |                        |  |                  |
 *        asked or due,  |  |  | refused                |  | renewal due      | granted
 *        no valid token |  |  v                        |  v                  |
 *                       | Failing <------------------- | Renewing -----------+
 *                       |   |  ^       refused         |    |
 *                       +---+  |  (keeps the token)    |    | dropped by a caller, or
 *                              |                       |    | expired while under way
 *                              |     dropped, expired  |    v
 *                              +---- Fetching <--------+--- Fetching
 *
 *   any state -- close --> Closed (final)
 * </pre>
 *
 * {@code Failing} with a valid token goes to {@code Renewing} when its next try is due, and answers
 * with the token meanwhile; without one it answers with its last refusal.
 */
sealed interface BrokerState {

    /** Not asked yet. */
    record Empty(Instant since) implements BrokerState {}

    /**
     * The first call is under way, or one without a token to serve meanwhile: askers wait for it.
     */
    record Fetching(Flight flight, Optional<Trouble> trouble, Instant since)
            implements BrokerState {}

    /** A token, and nothing to do until {@code renewAt}. */
    record Steady(HeldToken token, Instant renewAt, Instant since) implements BrokerState {}

    /** A token that is served, and a call for the next one under way. */
    record Renewing(HeldToken token, Flight flight, Optional<Trouble> trouble, Instant since)
            implements BrokerState {}

    /** The last try failed; the next one is due at {@code retryAt}. */
    record Failing(Trouble trouble, Instant retryAt, Optional<HeldToken> token)
            implements BrokerState {}

    /** Shut down. */
    record Closed(Instant since) implements BrokerState {}

    /** The call under way. Its identity tells it from others; its text shows nothing. */
    final class Flight {
        private final CompletableFuture<TokenAnswer> landed = new CompletableFuture<>();

        CompletableFuture<TokenAnswer> landed() {
            return landed;
        }

        @Override
        public String toString() {
            return "Flight";
        }
    }

    /**
     * Failures in a row.
     *
     * @param last the last one
     * @param count how many, at least 1
     * @param since when the first one was
     * @param secretMark the secret the last try was made with, as {@link Secret#mark()}
     */
    record Trouble(Refusal last, int count, Instant since, String secretMark) {

        /** This one, or the one before grown by it. */
        static Trouble after(
                Optional<Trouble> before, Refusal refusal, String secretMark, Instant now) {
            return new Trouble(
                    refusal,
                    before.map(t -> t.count() + 1).orElse(1),
                    before.map(Trouble::since).orElse(now),
                    secretMark);
        }

        @Override
        public String toString() {
            return "Trouble[last=" + last + ", count=" + count + ", since=" + since + "]";
        }
    }

    /** The token this state holds, valid or not. */
    default Optional<HeldToken> held() {
        return switch (this) {
            case Steady it -> Optional.of(it.token());
            case Renewing it -> Optional.of(it.token());
            case Failing it -> it.token();
            case Empty _, Fetching _, Closed _ -> Optional.empty();
        };
    }

    /** The failures that are not over yet. */
    default Optional<Trouble> ongoing() {
        return switch (this) {
            case Fetching it -> it.trouble();
            case Renewing it -> it.trouble();
            case Failing it -> Optional.of(it.trouble());
            case Empty _, Steady _, Closed _ -> Optional.empty();
        };
    }

    /** The name used outside. */
    default String word() {
        return switch (this) {
            case Empty _ -> "empty";
            case Fetching _ -> "fetching";
            case Steady _ -> "steady";
            case Renewing _ -> "renewing";
            case Failing _ -> "failing";
            case Closed _ -> "closed";
        };
    }

    /** Since when it stands so; while failures go on, since the first of them. */
    default Instant standsSince() {
        return ongoing()
                .map(Trouble::since)
                .orElseGet(() ->
                        switch (this) {
                            case Empty it -> it.since();
                            case Fetching it -> it.since();
                            case Steady it -> it.since();
                            case Renewing it -> it.since();
                            case Failing it -> it.trouble().since();
                            case Closed it -> it.since();
                        });
    }
}
