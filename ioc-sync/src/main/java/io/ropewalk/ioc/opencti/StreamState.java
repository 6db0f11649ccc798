package io.ropewalk.ioc.opencti;

import java.util.Locale;

/** How it is with the stream. */
public enum StreamState {
    /** Another replica reads, or nothing is configured. */
    PASSIVE,
    /** The first attempt, or the first since it was well; later ones keep what went wrong. */
    CONNECTING,
    /** Reads what the database has, before the stream. */
    RECOVERING,
    LIVE,
    /** Cannot be reached, or answers with an error; tried again. */
    UNREACHABLE,
    /** The token is not accepted, or may not read this stream, or there is no such stream. */
    REFUSED,
    /** An operator has stopped the stream in OpenCTI. */
    STOPPED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
