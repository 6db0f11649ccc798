package io.ropewalk.inventory.assets;

import java.util.Objects;

/** What becomes of the row of one asset. */
public sealed interface Change {

    String uid();

    /** The delivery saw it, and the sink has it as it is. */
    record Seen(String uid) implements Change {
        public Seen {
            Objects.requireNonNull(uid, "uid");
        }
    }

    /**
     * The sink accepted it.
     *
     * @param content what a later removal sends
     */
    record Accepted(String uid, String hash, String content) implements Change {
        public Accepted {
            Objects.requireNonNull(uid, "uid");
            Objects.requireNonNull(hash, "hash");
            Objects.requireNonNull(content, "content");
        }
    }

    /** The delivery saw it, and the sink refused it: the next delivery offers it again. */
    record Refused(String uid) implements Change {
        public Refused {
            Objects.requireNonNull(uid, "uid");
        }
    }

    /** A listing that cannot be counted lacked it: the next one decides. */
    record Missed(String uid) implements Change {
        public Missed {
            Objects.requireNonNull(uid, "uid");
        }
    }

    /** The sink knows that it is gone, or never had it. */
    record Forgotten(String uid) implements Change {
        public Forgotten {
            Objects.requireNonNull(uid, "uid");
        }
    }
}
