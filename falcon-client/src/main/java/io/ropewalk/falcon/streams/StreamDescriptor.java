package io.ropewalk.falcon.streams;

import java.net.URI;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * One partition of a customer's feed, as discovery offers it ({@code main.availableStreamV2}).
 *
 * <p>Both addresses are absolute, http or https, and came from the vendor: whoever sends a token
 * there has to check first that they are the vendor's.
 *
 * @param dataFeedUrl where to read; already has a query, so more is appended with {@code &}
 * @param refreshUrl where to keep the session alive, query included
 * @param refreshIntervalSeconds how long a session lives without a refresh, exactly as sent: may be
 *     0, negative or huge (cut to a {@code long}); empty where the vendor sent no number
 * @param partition letters and digits
 */
public record StreamDescriptor(
        URI dataFeedUrl,
        SessionToken sessionToken,
        URI refreshUrl,
        OptionalLong refreshIntervalSeconds,
        String partition) {
    public StreamDescriptor {
        Objects.requireNonNull(dataFeedUrl, "dataFeedUrl");
        Objects.requireNonNull(sessionToken, "sessionToken");
        Objects.requireNonNull(refreshUrl, "refreshUrl");
        Objects.requireNonNull(refreshIntervalSeconds, "refreshIntervalSeconds");
        Objects.requireNonNull(partition, "partition");
    }
}
