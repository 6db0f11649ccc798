package io.ropewalk.alertops.mcp.server;

import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.ropewalk.kit.problem.Problem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Answers tokens that are no good. The library reads the body first, and waits without end for that
 * of a request that has none.
 */
@Singleton
final class McpFailures {
    /** Before the library's. */
    private static final int FIRST = Integer.MIN_VALUE;

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final McpDoor door;

    McpFailures(McpDoor door) {
        this.door = door;
    }

    void register(@Observes Router router) {
        for (McpPaths server : new McpPaths[] {McpPaths.READ, McpPaths.WRITE}) {
            router.route(server.path() + "*").order(FIRST).failureHandler(this::failed);
        }
    }

    private void failed(RoutingContext request) {
        McpPaths path = McpPaths.of(request.normalizedPath());
        Throwable why = request.failure();
        boolean unknown =
                why instanceof AuthenticationException || why instanceof UnauthorizedException;
        boolean forbidden = why instanceof ForbiddenException;
        if (path == McpPaths.ELSEWHERE || !(unknown || forbidden)) {
            request.next();
            return;
        }
        if (!request.request().isEnded()) {
            // What is left of the body is dropped.
            request.request().resume();
        }
        door.refuse(
                request,
                forbidden
                        ? Problem.of(FORBIDDEN, "auth", "This token does not open this.")
                        : Problem.of(UNAUTHORIZED, "auth", "The token is not valid, or no more."));
    }
}
