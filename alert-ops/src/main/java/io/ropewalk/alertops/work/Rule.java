package io.ropewalk.alertops.work;

import java.util.Objects;

/**
 * A rule of a guard that something met.
 *
 * @param name what a caller names to pass it: mostly the key below {@code ropewalk.guards.} that
 *     sets it, such as {@code protected-hosts}
 * @param message what it forbids here, and what to do
 */
public record Rule(String name, String message) {
    public Rule {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(message, "message");
    }

    /** With its name, so that nobody has to guess which one. */
    public String sentence() {
        return message + " (rule " + name + ")";
    }
}
