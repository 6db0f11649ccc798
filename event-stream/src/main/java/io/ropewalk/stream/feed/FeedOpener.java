package io.ropewalk.stream.feed;

import io.ropewalk.falcon.FailureCategory;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Opens feeds. */
public interface FeedOpener {

    /** What came of it. */
    sealed interface Opened {

        /**
         * The feed runs.
         *
         * @param vendorTime the vendor's clock, where it told; else ours
         */
        record Connected(FeedConnection connection, Instant vendorTime) implements Opened {
            public Connected {
                Objects.requireNonNull(connection, "connection");
                Objects.requireNonNull(vendorTime, "vendorTime");
            }
        }

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
