package io.ropewalk.simulator.estate;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What hosts were brought into by actions. Outlives the estate, and goes on with time. */
public final class HostStates {

    /**
     * One host's; an empty text for what it was drawn as.
     *
     * @param next the containment that follows at {@code due}; empty for none
     */
    public record State(
            String containment, String next, Instant due, String suppression, String filesystem) {
        static final State DRAWN = new State("", "", Instant.MAX, "", "");

        /** The same, on its way to another containment. */
        public State going(String pending, String end, Instant at) {
            return new State(pending, end, at, suppression, filesystem);
        }

        /** The same with detections suppressed, or not. */
        public State withSuppression(String word) {
            return new State(containment, next, due, word, filesystem);
        }

        /** The same with another containment of its file system. */
        public State withFilesystem(String word) {
            return new State(containment, next, due, suppression, word);
        }

        private State settled() {
            return new State(next, "", Instant.MAX, suppression, filesystem);
        }
    }

    private final Map<Long, State> byKey = new ConcurrentHashMap<>();

    /** The state of a host. */
    public State of(long key) {
        return byKey.isEmpty() ? State.DRAWN : byKey.getOrDefault(key, State.DRAWN);
    }

    /** Brings a host into a state. */
    public void put(long key, State state) {
        byKey.put(key, state);
    }

    /** Lets go on what is due; returns whether anything did. */
    public synchronized boolean settle(Instant now) {
        var due = new HashMap<Long, State>();
        byKey.forEach((key, state) -> {
            if (!state.next.isEmpty() && !state.due.isAfter(now)) {
                due.put(key, state.settled());
            }
        });
        byKey.putAll(due);
        return !due.isEmpty();
    }

    /** When something goes on next; empty when nothing will. */
    public Optional<Instant> nextDue() {
        return byKey.values().stream()
                .filter(state -> !state.next.isEmpty())
                .map(State::due)
                .min(Instant::compareTo);
    }
}
