package io.ropewalk.alertops.mcp;

import io.ropewalk.alertops.desk.Action;
import io.ropewalk.alertops.mcp.Arguments.Given;
import java.util.Objects;
import java.util.function.Function;

/**
 * Something an assistant may ask a person to agree to.
 *
 * @param arguments besides {@code tenant} and {@code reason}; named as in the body over HTTP
 * @param says exactly what it does, for the person: {@code Cut hosts off from the network}
 * @param request what the action is asked with
 * @param <R> the same
 */
public record Change<R>(
        Action<R> action,
        Arguments arguments,
        Function<Given, String> says,
        Function<Given, R> request) {
    public Change {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(arguments, "arguments");
        Objects.requireNonNull(says, "says");
        Objects.requireNonNull(request, "request");
    }

    /** The same as the action's. */
    public String name() {
        return action.kind().slug();
    }
}
