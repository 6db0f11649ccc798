package io.ropewalk.alertops.report;

import java.time.Instant;
import java.util.Optional;

/** When something is due. */
@FunctionalInterface
public interface Timetable {
    /** The latest time it was due, at this time or before; empty for never. */
    Optional<Instant> latest(Instant at);
}
