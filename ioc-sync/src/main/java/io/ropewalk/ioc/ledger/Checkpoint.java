package io.ropewalk.ioc.ledger;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;

/**
 * How far the stream is read.
 *
 * @param position the id of the last event that is durably in the ledger; empty before the first
 * @param recoverUntil up to which time the database is read before the stream; empty for not at all
 * @param reading the number of the reading from the beginning; a later one shows what has gone
 * @param swept the last reading after which what had gone was removed
 */
public record Checkpoint(String position, String recoverUntil, long reading, long swept) {
    /** Before anything was read. */
    public static final Checkpoint NONE = new Checkpoint("", "", 0, 0);

    public Checkpoint {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(recoverUntil, "recoverUntil");
    }

    /** Further on in the same reading. */
    public Checkpoint at(String further) {
        return new Checkpoint(further, recoverUntil, reading, swept);
    }

    /** A reading of everything, from the database up to this time and then from the stream. */
    public Checkpoint anew(String until) {
        return new Checkpoint("", until, reading + 1, swept);
    }

    /** {@link #recoverUntil} as a time. */
    public Optional<Instant> recoversUntil() {
        try {
            return recoverUntil.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Instant.parse(recoverUntil));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** Whether everything is to be read again from the beginning. */
    public boolean isFresh() {
        return position.isEmpty();
    }
}
