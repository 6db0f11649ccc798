package io.ropewalk.stream.outbound;

import java.net.http.HttpHeaders;
import java.util.Objects;

/**
 * What a receiver answered.
 *
 * @param body at most as many bytes as were asked for
 * @param whole false when the body was longer, or broke off, or took too long
 */
// Nobody compares replies.
@SuppressWarnings("ArrayRecordComponent")
public record Reply(int status, HttpHeaders headers, byte[] body, boolean whole) {
    public Reply {
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
    }

    /** Without the body: a receiver may repeat what it was sent. */
    @Override
    public String toString() {
        return "Reply[status=" + status + ", bytes=" + body.length + ", whole=" + whole + "]";
    }
}
