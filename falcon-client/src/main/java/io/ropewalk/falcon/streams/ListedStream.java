package io.ropewalk.falcon.streams;

/**
 * A stream as the vendor wrote it: each component is the text of the member of that name, {@code
 * null} where there is none. Its text never shows the token.
 *
 * @param token {@code sessionToken.token}
 * @param expiration {@code sessionToken.expiration}
 */
public record ListedStream(
        String dataFeedUrl,
        String token,
        String expiration,
        String refreshActiveSessionUrl,
        String refreshActiveSessionInterval) {

    @Override
    public String toString() {
        return "ListedStream[dataFeedUrl=" + dataFeedUrl + "]";
    }
}
