package io.ropewalk.alertops.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The audit. Lines are added and never changed; each carries the hash of the one before it, so that
 * a line that was changed, taken out or put in later shows.
 */
public interface Audit {

    /**
     * A line as it stands.
     *
     * @param number from 1, without gaps
     * @param hash SHA-256, hex, over this line and the hash of the line before
     */
    record Line(long number, Instant at, AuditEvent event, String hash) {}

    /**
     * What to look for.
     *
     * @param tenant only this customer's lines
     * @param before only lines with a smaller number, for the next page
     */
    record Wanted(
            String tenant,
            Optional<String> actor,
            Optional<String> operation,
            Optional<String> marker,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<Long> before,
            int limit) {}

    /**
     * What a check of the whole chain found.
     *
     * @param lines how many are sound
     * @param brokenAt number of the first that is not
     */
    record Verified(long lines, Optional<Long> brokenAt, String lastHash) {}

    /**
     * Adds a line.
     *
     * @throws io.ropewalk.alertops.work.Refused when it cannot be written
     */
    void append(AuditEvent event);

    /** Newest first. */
    List<Line> find(Wanted wanted);

    /** Reads the whole chain. */
    Verified verify();
}
