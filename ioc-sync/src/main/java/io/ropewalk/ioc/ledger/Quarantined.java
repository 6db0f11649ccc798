package io.ropewalk.ioc.ledger;

import java.time.Instant;
import java.util.Objects;

/**
 * Something set aside, so that the rest goes on.
 *
 * @param id the same for the same thing, however often it comes
 * @param tenant empty for an event, which concerns all
 * @param subject {@code type:value} of an IOC, or the id of an event's indicator where it is known
 * @param raw the event as it came; empty for an IOC
 */
public record Quarantined(
        String id,
        Kind kind,
        String tenant,
        String subject,
        String category,
        String message,
        String raw,
        Instant at) {

    /** What it is. */
    public enum Kind {
        EVENT,
        IOC
    }

    public Quarantined {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(raw, "raw");
        Objects.requireNonNull(at, "at");
    }
}
