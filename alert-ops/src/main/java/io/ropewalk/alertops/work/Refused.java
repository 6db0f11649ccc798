package io.ropewalk.alertops.work;

import java.util.Objects;

/** A request that is refused as a whole, before anything is sent. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Why why;

    /** Why. */
    public sealed interface Why {
        String message();

        /** The request itself is wrong. */
        record BadRequest(String message) implements Why {}

        /** The caller lacks a role. */
        record Role(String message) implements Why {}

        /** A guard forbids it. */
        record Guard(Rule rule) implements Why {
            @Override
            public String message() {
                return rule.sentence();
            }
        }

        /**
         * A guard forbids more of it for now.
         *
         * @param retrySeconds when to ask again
         */
        record Cap(Rule rule, long retrySeconds) implements Why {
            @Override
            public String message() {
                return rule.sentence();
            }
        }

        /** There is no such thing of this customer's. */
        record NotFound(String message) implements Why {}

        /** It is in a state that forbids this, or is not what the caller takes it for. */
        record Conflict(String message) implements Why {}

        /** An idempotency key that stands for another request. */
        record KeyReused(String message) implements Why {}

        /** The first request with this idempotency key is not answered yet. */
        record InProgress(String message) implements Why {}

        /**
         * The vendor has taken it out of service.
         *
         * @param instead the path that answers what it answered
         */
        record Gone(String message, String instead) implements Why {}

        /** Nothing can be written down, and what cannot be written down is not done. */
        record NoState(String message) implements Why {}
    }

    public Refused(Why why) {
        super(why.message());
        this.why = Objects.requireNonNull(why, "why");
    }

    /** A request that is wrong, with a sentence that says what is right. */
    public static Refused badRequest(String message) {
        return new Refused(new Why.BadRequest(message));
    }

    /** Something that is not there. */
    public static Refused notFound(String message) {
        return new Refused(new Why.NotFound(message));
    }

    /** Something that is in another state than it would have to be. */
    public static Refused conflict(String message) {
        return new Refused(new Why.Conflict(message));
    }

    /** The category of its problem. */
    public String category() {
        return switch (why) {
            case Why.BadRequest _ -> "bad-request";
            case Why.Role _ -> "auth";
            case Why.Guard _ -> "guard";
            case Why.Cap _ -> "throttled";
            case Why.NotFound _ -> "not-found";
            case Why.KeyReused _, Why.InProgress _, Why.Conflict _ -> "conflict";
            case Why.Gone _ -> "gone-upstream";
            case Why.NoState _ -> "network";
        };
    }

    public Why why() {
        return why;
    }
}
