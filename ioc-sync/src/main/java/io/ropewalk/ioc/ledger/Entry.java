package io.ropewalk.ioc.ledger;

import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A value as it stands at one customer.
 *
 * @param falconId empty where there is none of ours
 * @param written what was written last, as a hash; empty where that is unknown
 * @param tags the tags that were written last
 */
public record Entry(State state, String falconId, String written, SortedSet<String> tags) {
    /** Nothing was written yet. */
    public static final Entry NEW = new Entry(State.NEW, "", "", new TreeSet<>());

    /** How it stands. */
    public enum State {
        NEW,
        /** A creation was sent; whether Falcon has it is not known until it is settled. */
        SENT,
        /** In Falcon, as wanted. */
        LIVE,
        /** In Falcon, out of use, for deletion by people. */
        RETIRED,
        /** Falcon has one of the same value that somebody else made. */
        FOREIGN,
        /** Falcon refuses it. */
        REFUSED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public Entry {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(falconId, "falconId");
        Objects.requireNonNull(written, "written");
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    }

    public static Entry live(String id, String written, SortedSet<String> tags) {
        return new Entry(State.LIVE, id, written, tags);
    }

    /** One of somebody else. */
    public static Entry foreign() {
        return new Entry(State.FOREIGN, "", "", new TreeSet<>());
    }

    /** The same, in another state. */
    public Entry as(State other) {
        return new Entry(other, falconId, written, tags);
    }

    /** Whether Falcon has one of ours. */
    public boolean isWritten() {
        return !falconId.isEmpty();
    }
}
