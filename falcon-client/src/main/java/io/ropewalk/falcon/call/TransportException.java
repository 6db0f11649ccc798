package io.ropewalk.falcon.call;

import java.io.Serial;
import java.util.Objects;

/** A request got no answer. Its message is for people and holds nothing from a body or a header. */
public final class TransportException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** The connection failed or broke. */
        NETWORK,
        /** No answer within the limit. */
        TIMEOUT,
        /** The thread was interrupted. */
        INTERRUPTED,
        /** The request could not even be built. */
        BUG
    }

    private final Kind kind;
    private final boolean provenUnsent;

    /**
     * @param provenUnsent whether it is certain that the vendor got nothing, so that even a write
     *     may be sent again
     */
    public TransportException(Kind kind, boolean provenUnsent, String message, Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.provenUnsent = provenUnsent;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Whether it is certain that the vendor got nothing. */
    public boolean provenUnsent() {
        return provenUnsent;
    }
}
