package io.ropewalk.inventory.ocsf;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * The vendor's times as seconds since the epoch, whole ones: Sekoia's asset API reads seconds,
 * while OCSF itself counts milliseconds.
 */
final class EpochSeconds {
    private EpochSeconds() {}

    /** Null where there is none, or none that can be read. */
    static Long of(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text.strip()).toEpochSecond();
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** The first of these that is a time, else the moment itself. */
    static long firstOf(Instant now, String... texts) {
        for (String text : texts) {
            Long known = of(text);
            if (known != null) {
                return known;
            }
        }
        return now.getEpochSecond();
    }
}
