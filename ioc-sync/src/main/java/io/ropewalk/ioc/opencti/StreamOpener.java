package io.ropewalk.ioc.opencti;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The way to the stream. */
public interface StreamOpener {

    /**
     * Where to read.
     *
     * @param from the id after which events are wanted
     * @param recover up to which time the database is read first
     */
    record Start(String from, Optional<String> recover) {}

    /** What the server said. */
    sealed interface Answer {

        /** An endless body. Reading it fails after a silence. */
        record Open(InputStream body) implements Answer {}

        /** No. */
        record Refused(int status, String reason) implements Answer {}
    }

    /** Asks for the stream. */
    Answer open(Start start) throws IOException;
}
