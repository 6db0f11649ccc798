package io.ropewalk.ioc.ledger;

import io.ropewalk.ioc.value.IocValue;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What became of a pending value. */
public sealed interface Settled {

    Pending of();

    /**
     * It stands like this now.
     *
     * @param lookAgain when one of those that want it no longer will
     */
    record Stands(Pending of, Entry entry, Optional<Instant> lookAgain) implements Settled {
        public Stands {
            Objects.requireNonNull(entry, "entry");
            Objects.requireNonNull(lookAgain, "lookAgain");
        }
    }

    /** It is like this, and is to be looked at once more. */
    record Again(Pending of, Entry entry) implements Settled {}

    /** Its creation is sent next: from here on Falcon may have one of ours, whatever happens. */
    record Sent(Pending of) implements Settled {}

    /** Falcon has none of ours, and none is wanted. */
    record Forgotten(Pending of) implements Settled {}

    /**
     * Falcon does not take it; a person is to look.
     *
     * @param lookAgain when one of those that want it no longer will
     */
    record Refused(Pending of, String category, String message, Optional<Instant> lookAgain)
            implements Settled {
        public Refused {
            Objects.requireNonNull(lookAgain, "lookAgain");
        }
    }

    default IocValue value() {
        return of().value();
    }
}
