package io.ropewalk.falcon.iocs;

import java.util.Objects;

/**
 * One entry of the answer to a write: where something is wrong with an item the vendor lists, in
 * the place of its record, what it has to say of it.
 */
public sealed interface WriteEntry {

    /** The item as it is kept now. */
    record Stored(Indicator indicator) implements WriteEntry {
        public Stored {
            Objects.requireNonNull(indicator, "indicator");
        }
    }

    /** The item of this id is no more. */
    record Removed(String id) implements WriteEntry {
        public Removed {
            Objects.requireNonNull(id, "id");
        }
    }

    /**
     * What is wrong with an item. No member is declared in the vendor's swagger; all may be {@code
     * null}.
     *
     * @param messageType {@code error} or {@code warning}
     */
    record Complaint(
            String id,
            String type,
            String value,
            String fieldName,
            String message,
            String messageType)
            implements WriteEntry {
        public Complaint {
            message = Objects.requireNonNullElse(message, "");
        }

        /** Whether it is only a warning. */
        public boolean warning() {
            return "warning".equalsIgnoreCase(messageType);
        }
    }
}
