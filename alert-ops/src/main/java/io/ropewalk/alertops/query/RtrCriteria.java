package io.ropewalk.alertops.query;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which remote shells. Of a list any may fit, an empty one narrows nothing.
 *
 * @param window when they were opened; the last 7 days unless said
 * @param open only those that have not ended, or only those that have
 * @param users who opened them: mail addresses
 * @param commands base commands that were run, such as {@code reg query}
 * @param withCommands whether the lines that were run are wanted
 */
public record RtrCriteria(
        Window window,
        Optional<Boolean> open,
        List<String> hostnames,
        Match match,
        List<String> hostIds,
        List<String> users,
        List<String> origins,
        List<String> commands,
        boolean withCommands) {
    public RtrCriteria {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(open, "open");
        hostnames = List.copyOf(hostnames);
        Objects.requireNonNull(match, "match");
        hostIds = Texts.lower(hostIds);
        users = List.copyOf(users);
        origins = List.copyOf(origins);
        commands = List.copyOf(commands);
    }
}
