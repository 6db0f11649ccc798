package io.ropewalk.simulator;

import java.time.Instant;

/**
 * A mistake of a client: something the contract does not allow.
 *
 * @param kind short name such as {@code unknown-parameter}
 * @param detail a sentence
 */
public record Violation(Instant at, String method, String path, String kind, String detail) {}
