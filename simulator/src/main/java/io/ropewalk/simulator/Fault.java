package io.ropewalk.simulator;

import java.time.Duration;

/** Everything that can go wrong on purpose. A closed set, grouped by what a fault touches. */
public sealed interface Fault
        permits Fault.Instead,
                Fault.OnPage,
                Fault.OnEnvelope,
                Fault.OnReceiver,
                Fault.OnItems,
                Fault.OnWire,
                FeedFault {

    /** Faults that answer instead of the route. */
    sealed interface Instead extends Fault {}

    /**
     * Faults in which records a page holds. Without effect on answers that are no page of hosts.
     */
    sealed interface OnPage extends Fault {}

    /** Faults in the JSON envelope. Without effect on answers that have none. */
    sealed interface OnEnvelope extends Fault {}

    /** Faults in the bytes and how they travel. */
    sealed interface OnWire extends Fault {}

    /** Faults of single items of a bulk write. Without effect on everything else. */
    sealed interface OnItems extends Fault {}

    /** Faults of the receivers of events only. */
    sealed interface OnReceiver extends Fault {}

    /** The form of an error body. */
    enum ErrorBody {
        ENVELOPE,
        HTML,
        EMPTY
    }

    /** How a 429 says when to come back. */
    enum RetryHint {
        /** X-Ratelimit-Retryafter in epoch seconds, as the real API does. */
        EPOCH_SECONDS,
        /** X-Ratelimit-Retryafter in epoch milliseconds, as the swagger claims. */
        EPOCH_MILLIS,
        /** The standard Retry-After in seconds. */
        RETRY_AFTER,
        NONE
    }

    /** Any status, with a body of some form. */
    record Status(int status, ErrorBody body, String message) implements Instead {
        public Status {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("status must lie between 200 and 599");
            }
        }
    }

    /** 403 as for a missing API scope. */
    record ScopeMissing() implements Instead {}

    /** 429. */
    record Throttle(RetryHint hint, Duration retryAfter) implements Instead {}

    /** 401, and the token used is dead from now on. */
    record ExpiredToken() implements Instead {}

    /** 308 to the token endpoint of a region. Only on /oauth2/token. */
    record RegionRedirect(String region, String location) implements Instead {}

    /** The page token is refused as expired. Fires only on calls that carry one. */
    record ExpireCursor() implements Instead {}

    /**
     * A 201 whose body is no token: without access_token, or with an expires_in of no use. Only on
     * /oauth2/token.
     */
    record GarbageToken(String body) implements Instead {}

    /** Sends the caller elsewhere. */
    record Redirect(int status, String location) implements Instead {
        public Redirect {
            if (status < 300 || status > 399) {
                throw new IllegalArgumentException("status must lie between 300 and 399");
            }
        }
    }

    /** Fewer records than there are. Lossy: the next page goes on after the missing ones. */
    record ShortPage(int drop, boolean lossy) implements OnPage {}

    /**
     * No records, though the total says there are more; with the token of the next page or without.
     */
    record EmptyPage(boolean keepsCursor) implements OnPage {}

    /** No records and a total of none, as if the customer had nothing. */
    record EmptyListing() implements OnPage {}

    /** The records of the page before, in place of this one's. */
    record DuplicatePage() implements OnPage {}

    /** A total that differs from the truth. */
    record TotalDrift(long by) implements OnPage {}

    /** Records without a field, even one that is always there. */
    record OmitField(String field) implements OnPage {}

    /** {@code "resources": null}. */
    record NullResources() implements OnEnvelope {}

    /** No {@code resources} member. */
    record NoResources() implements OnEnvelope {}

    /**
     * An entry in {@code errors} of an answer that otherwise succeeds, with or without its
     * resources.
     */
    record ErrorsIn200(int code, String message, boolean keepsResources) implements OnEnvelope {}

    /** No {@code meta.pagination}. */
    record NoPagination() implements OnEnvelope {}

    /** Silence before the answer, in real time. */
    record Stall(Duration duration) implements OnWire {}

    /** Silence in the middle of the body, in real time. */
    record StallMidBody(long afterBytes, Duration duration) implements OnWire {}

    /** The connection ends inside the body: with an announced length, or between chunks. */
    record CutBody(long afterBytes, boolean chunked) implements OnWire {}

    /** TCP reset instead of an answer. */
    record Reset() implements OnWire {}

    /** The body comes slowly. */
    record Slow(long bytesPerSecond) implements OnWire {
        public Slow {
            if (bytesPerSecond < 1) {
                throw new IllegalArgumentException("bytesPerSecond must be at least 1");
            }
        }
    }

    /** A complete body that ends too early to be JSON. */
    record InvalidJson() implements OnWire {}

    /** The right status and no body at all. */
    record EmptyBody() implements OnWire {}

    /** The right body under a wrong Content-Type. */
    record WrongContentType(String contentType) implements OnWire {}

    /**
     * One indicator or alert in {@code every} is refused, also where nothing is wrong with it: the
     * same ones at each attempt, chosen by their values or ids. 1 refuses all.
     */
    record RefuseItems(int every) implements OnItems {
        public RefuseItems {
            if (every < 1) {
                throw new IllegalArgumentException("every must be at least 1");
            }
        }
    }

    /**
     * One event in {@code every} is refused with {@code status}: the same ones at each attempt,
     * chosen by their bytes. 1 refuses all.
     */
    record PartialRejection(int every, int status) implements OnReceiver {
        public PartialRejection {
            if (every < 1 || status < 400 || status > 599) {
                throw new IllegalArgumentException(
                        "every must be at least 1 and status an error status");
            }
        }
    }
}
