package io.ropewalk.ioc.actions;

import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.iocs.ItemOutcome;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one thing that was asked.
 *
 * @param id what was asked about
 * @param resource what there is now
 */
public record ActionItem(
        String id,
        Outcome outcome,
        Optional<String> category,
        Optional<String> message,
        Optional<String> traceId,
        Optional<Object> resource) {

    /** The words of all actions of the suite. */
    public enum Outcome {
        DONE("done"),
        ACCEPTED("accepted"),
        ALREADY("already"),
        NOT_FOUND("not-found"),
        FAILED("failed"),
        REFUSED("refused");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public ActionItem {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(outcome, "outcome");
    }

    static ActionItem done(String id, Object resource) {
        return new ActionItem(
                id,
                Outcome.DONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(resource));
    }

    /** Not sent to Falcon at all. */
    static ActionItem refused(String id, String why) {
        return new ActionItem(
                id,
                Outcome.REFUSED,
                Optional.of("bad-request"),
                Optional.of(why),
                Optional.empty(),
                Optional.empty());
    }

    static ActionItem of(String id, Outcome outcome, String why) {
        return new ActionItem(
                id,
                outcome,
                Optional.empty(),
                Optional.of(why),
                Optional.empty(),
                Optional.empty());
    }

    static ActionItem failed(String id, FalconFailure why, String trace) {
        Outcome outcome =
                switch (why.category()) {
                    case NOT_FOUND -> Outcome.NOT_FOUND;
                    case BAD_REQUEST -> Outcome.REFUSED;
                    default -> Outcome.FAILED;
                };
        return new ActionItem(
                id,
                outcome,
                Optional.of(why.category().word()),
                Optional.of(why.message()),
                Optional.of(trace).filter(it -> !it.isEmpty()),
                Optional.empty());
    }

    static <T> ActionItem of(String id, ItemOutcome<T> outcome) {
        return switch (outcome) {
            case ItemOutcome.Done<T>(var value, var _) -> done(id, value);
            case ItemOutcome.Refused<T> it -> failed(id, it.why(), it.traceId());
            case ItemOutcome.Undone<T> it -> failed(id, it.why(), it.traceId());
            case ItemOutcome.Unknown<T> it -> failed(id, it.why(), it.traceId());
        };
    }

    /** The same, with what there is. */
    ActionItem with(Outcome other, Object found) {
        return new ActionItem(id, other, category, message, traceId, Optional.of(found));
    }
}
