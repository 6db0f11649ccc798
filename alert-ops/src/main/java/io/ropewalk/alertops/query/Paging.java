package io.ropewalk.alertops.query;

import io.ropewalk.alertops.work.Refused;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How much of an answer, from where on.
 *
 * @param limit most items of this answer, over all customers asked; there are as many, unless there
 *     are no more
 * @param after {@code next} of the answer before; it fits only the same question with the same
 *     criteria about the same customers
 */
public record Paging(int limit, Optional<String> after, Detail detail) {
    /** No answer holds more items. */
    public static final int MOST = 10_000;

    /** No answer holds more whole records: a page of them is tens of megabytes. */
    public static final int MOST_FULL = 2_000;

    private static final Parameter LIMIT =
            Parameter.number(
                    "limit",
                    1,
                    MOST,
                    "Most items of this answer; %d whole ones.".formatted(MOST_FULL),
                    20);
    private static final Parameter AFTER =
            Parameter.text("after", "next of the answer before.", "");
    private static final Parameter DETAIL =
            Parameter.word(
                    "detail",
                    Detail.words(),
                    "compact answers the columns of this question, full the record by Falcon's names.");

    /** Those every question takes. */
    public static final List<Parameter> PARAMETERS = List.of(LIMIT, AFTER, DETAIL);

    public Paging {
        if (limit < 1 || limit > MOST) {
            throw Refused.badRequest("limit is a whole number from 1 to " + MOST + ".");
        }
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(detail, "detail");
        if (detail == Detail.FULL && limit > MOST_FULL) {
            throw Refused.badRequest("limit is at most " + MOST_FULL + " with detail=full.");
        }
    }

    /** With compact items. */
    public Paging(int limit, Optional<String> after) {
        this(limit, after, Detail.COMPACT);
    }

    /**
     * What a caller wrote.
     *
     * @param usual the limit where none is given
     * @param most the largest there may be here
     */
    public static Paging read(Arguments in, int usual, int most) {
        int limit = in.number(LIMIT).orElse(usual);
        if (limit > most) {
            throw Refused.badRequest(
                    "limit is at most " + most + " here (ropewalk.alerts.query.max-limit).");
        }
        return new Paging(
                limit, in.one(AFTER), in.one(DETAIL).map(Detail::of).orElse(Detail.COMPACT));
    }
}
