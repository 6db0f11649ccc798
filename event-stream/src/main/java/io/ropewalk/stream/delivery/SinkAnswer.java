package io.ropewalk.stream.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a sink made of a batch. Switched over without a {@code default}. */
public sealed interface SinkAnswer {

    /** All of it is there. */
    record Accepted() implements SinkAnswer {}

    /**
     * All of it is there but these, which the sink refuses for good.
     *
     * @param refusals in order of their index, at least one
     */
    record PartlyRefused(List<Refusal> refusals) implements SinkAnswer {
        public PartlyRefused {
            refusals = List.copyOf(refusals);
            if (refusals.isEmpty()) {
                throw new IllegalArgumentException("at least one refusal");
            }
        }
    }

    /**
     * Nothing of it was taken because of what is in it, or because it is too large: the same batch
     * would be refused again, its parts perhaps not. A single event that is refused this way is
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
     * @param retryAfter how long the receiver asks to be left alone, at most {@link #LONGEST}
     */
    record Unavailable(String reason, Optional<Duration> retryAfter) implements SinkAnswer {
        /** Whoever asks for more gets this: a mistake there must not stop a feed for a day. */
        public static final Duration LONGEST = Duration.ofMinutes(5);

        public Unavailable {
            Objects.requireNonNull(reason, "reason");
            retryAfter = retryAfter.map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        }

        public static Unavailable because(String reason) {
            return new Unavailable(reason, Optional.empty());
        }
    }

    /**
     * A person must change something first: a wrong key, a missing path. Nothing is lost; it is
     * tried again slowly.
     *
     * @param reason one sentence that says what to do
     */
    record Halted(String reason) implements SinkAnswer {
        public Halted {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * One event of a batch that the sink refuses.
     *
     * @param index in the batch, from 0
     * @param reason one sentence
     */
    record Refusal(int index, String reason) {
        public Refusal {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
