package io.ropewalk.falcon.writes;

import io.ropewalk.falcon.FalconFailure;
import java.util.Objects;

/** What became of one id of a write to many. */
public sealed interface IdOutcome {

    /** The id, as it was asked for. */
    String id();

    /** The vendor's trace id of the answer that says so; empty where there is none. */
    String traceId();

    /** It was done, or, where the vendor answers 202, accepted to be done. */
    record Done(String id, String traceId) implements IdOutcome {
        public Done {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(traceId, "traceId");
        }
    }

    /**
     * The vendor refused this id, and will again.
     *
     * @param why {@code not-found} where there is none of that id, {@code conflict} where its state
     *     forbids it (a host that is contained already), otherwise {@code bad-request}; {@code
     *     vendor-down} where the vendor failed on this one alone
     */
    record Refused(String id, FalconFailure why, String traceId) implements IdOutcome {
        public Refused {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(traceId, "traceId");
        }
    }

    /** The vendor did nothing with it, for a reason that is not the id's; it can be sent again. */
    record Undone(String id, FalconFailure why, String traceId) implements IdOutcome {
        public Undone {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(traceId, "traceId");
        }
    }

    /** Perhaps done, perhaps not: read it before it is sent again. */
    record Unknown(String id, FalconFailure why, String traceId) implements IdOutcome {
        public Unknown {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(traceId, "traceId");
        }
    }
}
