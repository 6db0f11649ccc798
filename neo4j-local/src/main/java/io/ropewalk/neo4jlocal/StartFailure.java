package io.ropewalk.neo4jlocal;

/** The server cannot start; the message is one sentence for the person who started it. */
final class StartFailure extends RuntimeException {

    StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
