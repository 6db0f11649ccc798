package io.ropewalk.stream.feed;

import io.ropewalk.falcon.FailureCategory;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Opens feeds. */
public interface FeedOpener {

    /** What came of it. */
    sealed interface Opened {

        /** The feed runs. */
        record Connected(FeedConnection connection) implements Opened {}

        /**
         * The vendor, or something before it, said no.
         *
         * @param status of the answer
         * @param retryAfter how long it asks to be left alone
         */
        record Refused(int status, FailureCategory category, Optional<Duration> retryAfter)
                implements Opened {
            public Refused {
                Objects.requireNonNull(category, "category");
                Objects.requireNonNull(retryAfter, "retryAfter");
            }
        }
    }

    /**
     * Asks for a feed. An interrupt of the calling thread, which must be a virtual one, ends it.
     *
     * @param url with all parameters
     * @param idleTimeout longest silence on the connection
     */
    Opened open(URI url, String sessionToken, Duration idleTimeout) throws IOException;
}
