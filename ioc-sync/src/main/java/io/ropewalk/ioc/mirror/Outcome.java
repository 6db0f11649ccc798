package io.ropewalk.ioc.mirror;

import java.util.Locale;

/** What became of values. The word is the metric's label. */
public enum Outcome {
    CREATED,
    UPDATED,
    RETIRED,
    DELETED,
    /** Events that came to nothing: calls saved. */
    UNCHANGED,
    /** Somebody else has made one of the same value. */
    FOREIGN,
    REFUSED,
    /** The call failed; it is tried again. */
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
