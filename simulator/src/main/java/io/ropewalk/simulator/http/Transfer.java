package io.ropewalk.simulator.http;

import java.time.Duration;

/**
 * How an answer travels: properly, or broken in one of the ways a network breaks it. Waiting is
 * real time, ended by a stop.
 */
public sealed interface Transfer {

    /** Complete; small bodies with their length, larger ones chunked. */
    record Whole() implements Transfer {}

    /** Nothing for a while, then complete. */
    record Delayed(Duration delay) implements Transfer {}

    /** The connection ends after some bytes of the body, before the announced end. */
    record Cut(long afterBytes, boolean chunked) implements Transfer {}

    /** Silence after some bytes of the body, then the rest. */
    record StallAfter(long bytes, Duration delay) implements Transfer {}

    /** The whole body, but slowly. */
    record Paced(long bytesPerSecond) implements Transfer {}

    /** The body writes itself, chunked, and the connection ends with it. */
    record Streamed(Streaming streaming) implements Transfer {}

    /** TCP reset instead of an answer. */
    record Reset() implements Transfer {}
}
