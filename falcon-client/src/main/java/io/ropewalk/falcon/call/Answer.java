package io.ropewalk.falcon.call;

import java.util.Objects;
import java.util.Optional;

/**
 * What came back over the wire, decoded but not judged.
 *
 * @param body empty when there was none or it could not be read
 * @param bodyBytes how long the body was, as far as it was read
 */
public record Answer<E>(
        int status, AnswerHeaders headers, Optional<Envelope<E>> body, long bodyBytes) {
    public Answer {
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
    }
}
