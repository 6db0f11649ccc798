package io.ropewalk.falcon.call;

import io.ropewalk.falcon.FalconToken;

/** Sends one prepared request with a token. May be asked again with the same or another token. */
@FunctionalInterface
public interface Exchange<E> {

    /**
     * Sends the request and decodes whatever is answered, of any status. Blocks.
     *
     * @throws TransportException when there was no answer
     */
    Answer<E> send(FalconToken token) throws TransportException;
}
