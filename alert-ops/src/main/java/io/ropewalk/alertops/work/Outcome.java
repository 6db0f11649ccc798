package io.ropewalk.alertops.work;

import java.util.Locale;

/** What became of one item. */
public enum Outcome {
    /** It was done, or is what was asked for. */
    DONE,
    /** Falcon took it and will do it. */
    ACCEPTED,
    /** Nothing to do: it is so. */
    ALREADY,
    NOT_FOUND,
    /** Falcon did not do it; category and message say why. */
    FAILED,
    /** A rule of ours forbids it; the message names the rule. */
    REFUSED;

    /** As in answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
