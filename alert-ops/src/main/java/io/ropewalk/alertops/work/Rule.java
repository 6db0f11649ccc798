package io.ropewalk.alertops.work;

import java.util.Objects;

/**
 * A rule of a guard that something met.
 *
 * @param name as in {@code ropewalk.guards.}, such as {@code protected-hosts}; what a caller names
 *     to pass it
 * @param message what it forbids here, and what to do
 */
public record Rule(String name, String message) {
    public Rule {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(message, "message");
    }

    /** With its name, so that nobody has to guess which key. */
    public String sentence() {
        return message + " (ropewalk.guards." + name + ")";
    }
}
