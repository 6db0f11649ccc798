package io.ropewalk.falcon.iocs;

import io.ropewalk.falcon.FalconFailure;
import java.util.Objects;
import java.util.Optional;

/** What became of one item of a bulk write. */
public sealed interface ItemOutcome<T> {

    /**
     * It was done.
     *
     * @param value what the vendor keeps now
     */
    record Done<T>(T value, String traceId) implements ItemOutcome<T> {
        public Done {
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(traceId, "traceId");
        }
    }

    /**
     * The vendor refused this item, and will again.
     *
     * @param why {@code conflict} where there is one of that type and value already, {@code
     *     not-found} where there is none of that id, otherwise {@code bad-request}
     * @param field the member at fault, by the vendor's name, where it says
     * @param warning whether it would be taken with warnings ignored
     */
    record Refused<T>(FalconFailure why, Optional<String> field, boolean warning, String traceId)
            implements ItemOutcome<T> {
        public Refused {
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(traceId, "traceId");
        }
    }

    /**
     * The vendor did nothing with it, for a reason that is not the item's; it can be sent again.
     */
    record Undone<T>(FalconFailure why, String traceId) implements ItemOutcome<T> {
        public Undone {
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(traceId, "traceId");
        }
    }

    /** Perhaps done, perhaps not: look it up before it is sent again. */
    record Unknown<T>(FalconFailure why, String traceId) implements ItemOutcome<T> {
        public Unknown {
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(traceId, "traceId");
        }
    }
}
