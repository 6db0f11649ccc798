package io.ropewalk.alertops.page;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a service of the suite is.
 *
 * @param name such as {@code auth-service}
 * @param state what was found last
 * @param since since when it was found so without a break, as far as this process has seen
 * @param lookedAt when it was asked last
 * @param why one sentence for a service that is down; empty otherwise
 */
public record ServiceState(
        String name, State state, Optional<Instant> since, Optional<Instant> lookedAt, String why) {

    /** What was found. */
    public enum State {
        UP("up"),
        DOWN("down"),
        /** Not asked yet. */
        UNKNOWN("unknown"),
        /** Nobody said where it is. */
        NOT_CONFIGURED("not-configured");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** As answers have it. */
        public String word() {
            return word;
        }
    }

    public ServiceState {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(lookedAt, "lookedAt");
        Objects.requireNonNull(why, "why");
    }

    /** One that nobody said where to find. */
    static ServiceState notConfigured(String name) {
        return new ServiceState(name, State.NOT_CONFIGURED, Optional.empty(), Optional.empty(), "");
    }

    /** One that was not asked yet. */
    static ServiceState unknown(String name) {
        return new ServiceState(name, State.UNKNOWN, Optional.empty(), Optional.empty(), "");
    }

    /** The same after another look. */
    ServiceState after(Probe.Seen seen, Instant now) {
        State found =
                switch (seen) {
                    case Probe.Seen.Ready _ -> State.UP;
                    case Probe.Seen.NotReady _ -> State.DOWN;
                };
        return new ServiceState(
                name,
                found,
                found == state ? since : Optional.of(now),
                Optional.of(now),
                seen.why());
    }
}
