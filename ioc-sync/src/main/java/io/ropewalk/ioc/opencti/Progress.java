package io.ropewalk.ioc.opencti;

import io.ropewalk.ioc.ledger.Checkpoint;
import java.time.Duration;
import java.util.Optional;

/**
 * Which position may be kept. Several frames may come under one id, the objects that another refers
 * to before it: such an id counts only when the last has come, or a later id.
 */
final class Progress {
    /** Ids of heartbeats come from another clock than those of events, and may lie ahead. */
    static final Duration MARGIN = Duration.ofSeconds(60);

    private Checkpoint kept;
    private String open = "";
    private Optional<EventId> newest = Optional.empty();

    Progress(Checkpoint kept) {
        this.kept = kept;
    }

    /** Takes a frame that is in hand. */
    void take(Frame frame, boolean dependency) {
        Optional<EventId> id = EventId.of(frame.id());
        if (id.isEmpty()) {
            return;
        }
        if (dependency) {
            open = frame.id();
        } else if (!frame.isHeartbeat() || !frame.id().equals(open)) {
            open = "";
            newest = newest.filter(it -> it.compareTo(id.get()) > 0).or(() -> id);
            EventId reached = frame.isHeartbeat() ? reachedBy(id.get()) : id.get();
            // An event may come under an older id; the position does not go back for it.
            if (EventId.of(kept.position()).filter(it -> it.compareTo(reached) >= 0).isEmpty()) {
                kept = kept.at(reached.toString());
            }
        }
    }

    /**
     * How far a heartbeat shows that all is read. Its id may be invented by a clock ahead of that
     * of events: taken as it is, it would hide that events after it were dropped. But it does show
     * that the database is read.
     */
    private EventId reachedBy(EventId heartbeat) {
        EventId safe = heartbeat.back(MARGIN);
        return kept.recoversUntil()
                .map(until -> new EventId(until.toEpochMilli(), 0))
                .filter(until -> heartbeat.compareTo(until) >= 0 && safe.compareTo(until) < 0)
                .orElse(safe);
    }

    Checkpoint kept() {
        return kept;
    }

    /** The highest id of this connection of which all has come, a heartbeat's as well. */
    Optional<EventId> newest() {
        return newest;
    }
}
