package io.ropewalk.falcon.streams;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import java.net.URI;

/** Sends the requests of the event streams collection, once each, and decodes the answers. */
public interface StreamsTransport {

    /** {@code GET /sensors/entities/datafeed/v2}. */
    Answer<ListedStream> discover(FalconToken token, String appId) throws TransportException;

    /**
     * {@code POST} to this address as it is. The answer's resources are whatever in it may hold a
     * session token.
     */
    Answer<ListedStream> refresh(FalconToken token, URI refreshUrl) throws TransportException;
}
