package io.ropewalk.inventory.assets;

import io.ropewalk.falcon.FailureCategory;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What a sink made of a batch. Switched over without a {@code default}. */
public sealed interface SinkAnswer {

    /** All of it is there. */
    record Accepted() implements SinkAnswer {}

    /**
     * Nothing of it was taken because of what is in it, or because it is too large: the same batch
     * would be refused again, its parts perhaps not. A single asset that is refused this way is
     * refused for good.
     *
     * @param reason one sentence
     */
    record Refused(String reason) implements SinkAnswer {
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * It is unknown or known not to be there, and the same batch may pass later.
     *
     * @param reason one sentence
     * @param retryAfter how long the receiver asks to be left alone
     */
    record Unavailable(FailureCategory category, String reason, Optional<Duration> retryAfter)
            implements SinkAnswer {
        public Unavailable {
            Objects.requireNonNull(category, "category");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(retryAfter, "retryAfter");
        }

        public static Unavailable because(FailureCategory category, String reason) {
            return new Unavailable(category, reason, Optional.empty());
        }
    }

    /**
     * A person must change something first: a wrong key, a missing path.
     *
     * @param reason one sentence that says what to do
     */
    record Halted(FailureCategory category, String reason) implements SinkAnswer {
        public Halted {
            Objects.requireNonNull(category, "category");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
