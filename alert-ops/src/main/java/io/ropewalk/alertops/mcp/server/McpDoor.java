package io.ropewalk.alertops.mcp.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.mcp.server.runtime.ConnectionManager;
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
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Stands before both servers: no pages of strangers, nobody without the role, nothing at {@code
 * /ops/mcp} unless it was switched on, tokens made for this service where that is wanted, and
 * sessions that are their owner's. That a token is there and valid is for {@code
 * application.properties}, as on every path.
 */
@Singleton
final class McpDoor {
    /** Before tokens are looked at (200), so that no page of a stranger gets an answer. */
    private static final int BEFORE_SECURITY = 250;

    /** After roles were looked at (100). */
    private static final int AFTER_SECURITY = 50;

    /** Roles are asked for before an assistant has said its name. */
    private static final String NOBODY = "";

    static final String SESSION = "Mcp-Session-Id";

    /** Under which a request carries whose it is. */
    private static final String WHOSE = "ropewalk.mcp.whose";

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final McpConfig config;
    private final ObjectMapper json;
    private final ProtectedResource resource;
    private final IdentityProviderManager identities;
    private final Origins origins;
    private final Sessions sessions;
    private final ConnectionManager connections;

    McpDoor(
            McpConfig config,
            ObjectMapper json,
            ProtectedResource resource,
            IdentityProviderManager identities,
            ConnectionManager connections) {
        this.config = config;
        this.json = json;
        this.resource = resource;
        this.identities = identities;
        this.origins =
                new Origins(
                        config.allowedOrigins().orElse(List.of()),
                        config.resourceUrl().orElse(null));
        this.sessions = new Sessions(config.maxSessions(), config.maxSessionsPerCaller());
        this.connections = connections;
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
        McpPaths path = McpPaths.of(request.normalizedPath());
        if (path == McpPaths.ELSEWHERE) {
            request.next();
            return;
        }
        var _ =
                QuarkusHttpUser.getSecurityIdentity(request, identities)
                        .subscribe()
                        .with(caller -> enter(request, path, caller), request::fail);
    }

    private void enter(RoutingContext request, McpPaths path, SecurityIdentity caller) {
        // Where the guard is off, callers without a token are somebody only from here on.
        var _ = QuarkusHttpUser.setIdentity(caller, request);
        Sessions.Of whose = new Sessions.Of(caller.getPrincipal().getName(), path.path());
        request.put(WHOSE, whose);
        String session = request.request().getHeader(SESSION);
        Optional<Problem> refusal =
                refusal(path, caller)
                        .or(() ->
                                Optional.ofNullable(session)
                                        .filter(it -> !sessions.isOf(it, whose))
                                        .map(_ ->
                                                notFound("There is no such session; begin anew.")));
        if (refusal.isPresent()) {
            refuse(request, refusal.get());
            return;
        }
        if (session != null && request.request().method().equals(HttpMethod.DELETE)) {
            sessions.end(session);
        }
        request.addHeadersEndHandler(_ -> begun(request, whose));
        request.next();
    }

    private Optional<Problem> refusal(McpPaths path, SecurityIdentity caller) {
        if (!Callers.caller(caller, NOBODY).may(path.least())) {
            return Optional.of(
                    Problem.of(
                            FORBIDDEN,
                            "auth",
                            "This takes the role %s.".formatted(path.least().word())));
        }
        if (path == McpPaths.BELOW
                || (path == McpPaths.WRITE && config.write() == McpConfig.Switch.OFF)) {
            return Optional.of(notFound("There is nothing at this path."));
        }
        if (!isForUs(caller)) {
            return Optional.of(
                    Problem.of(
                            UNAUTHORIZED,
                            "auth",
                            "The token was not made for this service: ask for one with its"
                                    + " resource indicator."));
        }
        return Optional.empty();
    }

    /** Behind the door: whose a request is, and at which server. */
    static Sessions.Of whose(RoutingContext request) {
        return request.get(WHOSE);
    }

    private void begun(RoutingContext request, Sessions.Of whose) {
        String id = request.response().headers().get(SESSION);
        if (id != null) {
            sessions.begin(id, whose).forEach(connections::remove);
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

    static Problem notFound(String why) {
        return Problem.of(NOT_FOUND, "not-found", why);
    }

    void refuse(RoutingContext request, Problem problem) {
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
