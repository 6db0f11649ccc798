package io.ropewalk.stream.feed;

import java.net.URI;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What discovery says about one partition. The token opens the feed once, within minutes.
 *
 * @param feedUrl has a query already
 * @param sessionToken sent as {@code Authorization: Token}
 * @param refreshUrl keeps an open session alive
 * @param refreshSeconds time within which a refresh must come, as the vendor says it, sensible or
 *     not
 */
public record Descriptor(
        String partition,
        URI feedUrl,
        String sessionToken,
        URI refreshUrl,
        OptionalLong refreshSeconds) {
    public Descriptor {
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(feedUrl, "feedUrl");
        Objects.requireNonNull(sessionToken, "sessionToken");
        Objects.requireNonNull(refreshUrl, "refreshUrl");
        Objects.requireNonNull(refreshSeconds, "refreshSeconds");
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Descriptor[partition=" + partition + ", feedUrl=" + feedUrl + "]";
    }
}
