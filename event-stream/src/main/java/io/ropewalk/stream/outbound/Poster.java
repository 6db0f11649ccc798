package io.ropewalk.stream.outbound;

import java.util.Map;

/**
 * POSTs to one address. Thread-safe. TLS is verified, redirects are not followed, a call is limited
 * in time and its answer in size, and an interrupt ends it.
 */
public interface Poster extends AutoCloseable {

    /** Where bodies to post come from. */
    Bodies bodies();

    /**
     * Sends a body, which must not be used afterwards.
     *
     * @param headers without Content-Length
     * @param answerLimit bytes of the answer that are of interest
     */
    PostOutcome post(Map<String, String> headers, ByteBody body, int answerLimit)
            throws InterruptedException;

    /** Ends calls that are under way and closes every connection. */
    @Override
    void close();
}
