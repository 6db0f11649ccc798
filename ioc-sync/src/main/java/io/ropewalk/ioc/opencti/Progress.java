package io.ropewalk.ioc.opencti;

import io.ropewalk.ioc.ledger.Checkpoint;
import java.util.Optional;

/**
 * Which position may be kept. Several frames may come under one id, the objects that another refers
 * to before it: such an id counts only when the last has come, or a later id.
 */
final class Progress {
    private Checkpoint kept;
    private String open = "";

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
            // Heartbeats may run ahead of events; the position does not go back for them.
            if (EventId.of(kept.position()).filter(it -> it.compareTo(id.get()) > 0).isEmpty()) {
                kept = kept.at(frame.id());
            }
        }
    }

    Checkpoint kept() {
        return kept;
    }
}
