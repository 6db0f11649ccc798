package io.ropewalk.alertops.host;

import io.ropewalk.falcon.hosts.HostAction;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Hosts by agent id, and what is to be done to them.
 *
 * @param note stands in the host's log
 * @param patience how long to look whether it came through; zero for one look
 */
public record HostOrder(
        List<String> ids, HostAction action, Optional<String> note, Duration patience) {
    public HostOrder {
        ids = List.copyOf(ids);
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(patience, "patience");
    }
}
