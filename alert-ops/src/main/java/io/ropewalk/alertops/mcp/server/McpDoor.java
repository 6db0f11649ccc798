package io.ropewalk.alertops.mcp.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.ropewalk.alertops.config.McpConfig;
import io.ropewalk.alertops.mcp.Origins;
import io.ropewalk.alertops.mcp.Sessions;
import io.ropewalk.kit.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Stands before both servers. Who may come in by which role is with the paths in {@code
 * application.properties}; here is what only these paths need: no pages of strangers, tokens made
 * for this service where that is wanted, sessions that are their owner's, and nothing at {@code
 * /ops/mcp} unless it was switched on.
 */
@Singleton
final class McpDoor {
    /** Before tokens are looked at (200), so that no page of a stranger gets an answer. */
    private static final int BEFORE_SECURITY = 250;

    /** After roles were looked at (100). */
    private static final int AFTER_SECURITY = 50;

    private static final String SESSION = "Mcp-Session-Id";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final McpConfig config;
    private final ObjectMapper json;
    private final ProtectedResource resource;
    private final IdentityProviderManager identities;
    private final Origins origins;
    private final Sessions sessions;

    McpDoor(
            McpConfig config,
            ObjectMapper json,
            ProtectedResource resource,
            IdentityProviderManager identities) {
        this.config = config;
        this.json = json;
        this.resource = resource;
        this.identities = identities;
        this.origins =
                new Origins(
                        config.allowedOrigins().orElse(List.of()),
                        config.resourceUrl().orElse(null));
        this.sessions = new Sessions(config.maxSessions());
    }

    void register(@Observes Filters filters) {
        filters.register(this::knock, BEFORE_SECURITY);
        filters.register(this::enter, AFTER_SECURITY);
    }

    private void knock(RoutingContext request) {
        McpPaths path = McpPaths.of(request.normalizedPath());
        if (path == McpPaths.ELSEWHERE) {
            request.next();
            return;
        }
        String origin = request.request().getHeader(HttpHeaders.ORIGIN);
        if (!origins.allow(origin, request.request().getHeader(HttpHeaders.HOST))) {
            refuse(
                    request,
                    Problem.of(
                            FORBIDDEN,
                            "auth",
                            "Pages of this origin may not call; ropewalk.alerts.mcp.allowed-origins"
                                    + " names those that may."));
            return;
        }
        request.addHeadersEndHandler(_ -> challenge(request, path));
        request.next();
    }

    /** RFC 9728 5.1 and RFC 6750 3: where to get a token, and what was wrong with this one. */
    private void challenge(RoutingContext request, McpPaths path) {
        int status = request.response().getStatusCode();
        if (status != UNAUTHORIZED && status != FORBIDDEN) {
            return;
        }
        boolean came = request.request().getHeader(HttpHeaders.AUTHORIZATION) != null;
        String error = "";
        if (status == FORBIDDEN) {
            error = "insufficient_scope";
        } else if (came) {
            error = "invalid_token";
        }
        request.response().putHeader("WWW-Authenticate", resource.challenge(request, path, error));
    }

    private void enter(RoutingContext request) {
        switch (McpPaths.of(request.normalizedPath())) {
            case ELSEWHERE -> request.next();
            case BELOW -> refuse(request, nothingHere());
            case WRITE -> {
                if (config.write() == McpConfig.Switch.OFF) {
                    refuse(request, nothingHere());
                } else {
                    session(request);
                }
            }
            case READ -> session(request);
        }
    }

    private void session(RoutingContext request) {
        var _ =
                QuarkusHttpUser.getSecurityIdentity(request, identities)
                        .subscribe()
                        .with(caller -> session(request, caller), request::fail);
    }

    private void session(RoutingContext request, SecurityIdentity caller) {
        // Where the guard is off, callers without a token are somebody only from here on.
        var _ = QuarkusHttpUser.setIdentity(caller, request);
        if (!isForUs(caller)) {
            refuse(
                    request,
                    Problem.of(
                            UNAUTHORIZED,
                            "auth",
                            "The token was not made for this service: ask for one with its"
                                    + " resource indicator."));
            return;
        }
        String owner = caller.getPrincipal().getName();
        String id = request.request().getHeader(SESSION);
        if (id != null && !sessions.isOf(id, owner)) {
            refuse(
                    request,
                    Problem.of(NOT_FOUND, "not-found", "There is no such session; begin anew."));
            return;
        }
        if (id != null && request.request().method().equals(HttpMethod.DELETE)) {
            sessions.end(id);
        }
        request.addHeadersEndHandler(_ -> begun(request, owner));
        request.next();
    }

    private void begun(RoutingContext request, String owner) {
        String id = request.response().headers().get(SESSION);
        if (id != null) {
            sessions.begin(id, owner);
        }
    }

    private boolean isForUs(SecurityIdentity caller) {
        return config.audience()
                .map(wanted ->
                        caller.getPrincipal() instanceof JsonWebToken token
                                && token.getAudience() != null
                                && token.getAudience().contains(wanted))
                .orElse(true);
    }

    private static Problem nothingHere() {
        return Problem.of(NOT_FOUND, "not-found", "There is nothing at this path.");
    }

    private void refuse(RoutingContext request, Problem problem) {
        try {
            var _ =
                    request.response()
                            .setStatusCode(problem.status())
                            .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                            .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
