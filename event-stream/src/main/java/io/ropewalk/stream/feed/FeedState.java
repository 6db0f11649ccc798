package io.ropewalk.stream.feed;

import java.time.Duration;
import java.util.Objects;

/**
 * Where a partition's session stands. Only legal moves have a method.
 *
 * <pre>
 *   Discovering --> Open --> Reopening --> Discovering
 *        |  ^        |            ^
 *        |  |        +--> Draining --> Stopped      (also from every other state)
 *        v  |
 *       Busy
 *        Discovering --> Reopening    (asking failed)
 *        Open --> Stopped             (offsets began anew, and that is not to be passed over)
 * </pre>
 */
public sealed interface FeedState {

    /** The word of the outside surface. */
    String word();

    /** Why it stands here; empty when there is nothing to say. */
    default String reason() {
        return "";
    }

    /** It ends: what was read is still delivered. */
    default Draining drain(String why) {
        return new Draining(why);
    }

    /** Asks where the partition is. */
    record Discovering() implements FeedState {
        @Override
        public String word() {
            return "discovering";
        }

        public Open open(String appId, long openedAtMillis) {
            return new Open(appId, openedAtMillis);
        }

        public Busy busy(String why, long sinceMillis) {
            return new Busy(why, sinceMillis);
        }

        public Reopening fail(Cause cause, String why, Duration pause) {
            return new Reopening(cause, why, pause);
        }
    }

    /** Reads. */
    record Open(String appId, long openedAtMillis) implements FeedState {
        @Override
        public String word() {
            return "open";
        }

        public Reopening lose(Cause cause, String why, Duration pause) {
            return new Reopening(cause, why, pause);
        }

        public Stopped stop(String why) {
            return new Stopped(why);
        }
    }

    /** Waits before it asks again. */
    record Reopening(Cause cause, String reason, Duration pause) implements FeedState {
        public Reopening {
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(pause, "pause");
        }

        @Override
        public String word() {
            return "reopening";
        }

        public Discovering discover() {
            return new Discovering();
        }
    }

    /** Somebody else has the partition open, or the vendor thinks so. */
    record Busy(String reason, long sinceMillis) implements FeedState {
        @Override
        public String word() {
            return "busy";
        }

        public Discovering discover() {
            return new Discovering();
        }

        /** Still the same trouble, since the same time. */
        public Busy still(String why) {
            return new Busy(why, sinceMillis);
        }
    }

    /** Reads no more; what was read is being delivered. */
    record Draining(String reason) implements FeedState {
        @Override
        public String word() {
            return "draining";
        }

        public Stopped stop() {
            return new Stopped(reason);
        }
    }

    /** Over. */
    record Stopped(String reason) implements FeedState {
        @Override
        public String word() {
            return "stopped";
        }
    }

    /** Why a session was lost or not had. The words are metric labels. */
    enum Cause {
        CLOSED("closed"),
        IDLE("idle"),
        NO_PROGRESS("no-progress"),
        SESSION_DEAD("session-dead"),
        REFUSED("refused"),
        NETWORK("network"),
        DISCOVERY("discovery"),
        NOT_BELIEVED("not-believed"),
        LANE_BACK("lane-back"),
        OFFSETS_ANEW("offsets-anew"),
        READ_ANEW("read-anew");

        private final String word;

        Cause(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
