package io.ropewalk.kit.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.ropewalk.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What is answered to a token that cannot be believed. */
public class RefusedTokens {
    private static final int UNAUTHORIZED = 401;

    @ServerExceptionMapper
    public Uni<Response> unauthorized(AuthenticationFailedException e, RoutingContext context) {
        HttpAuthenticator guard = context.get(HttpAuthenticator.class.getName());
        return guard == null
                ? Uni.createFrom().item(answer(context).build())
                : guard.getChallenge(context).map(challenge -> answer(context, challenge));
    }

    private static Response answer(RoutingContext context, ChallengeData challenge) {
        Response.ResponseBuilder answer = answer(context);
        if (challenge != null) {
            challenge.getHeaders().forEach((name, value) -> answer.header(name.toString(), value));
        }
        return answer.build();
    }

    private static Response.ResponseBuilder answer(RoutingContext context) {
        return Response.status(UNAUTHORIZED).type(Problem.MEDIA_TYPE).entity(problem(context));
    }

    static Problem problem(RoutingContext context) {
        boolean came = context.request().getHeader(HttpHeaders.AUTHORIZATION) != null;
        return Problem.of(
                UNAUTHORIZED,
                "auth",
                came
                        ? "The bearer token was not accepted: it is expired, or not one of the configured issuer for this service; get a new one."
                        : "This path wants a token: send Authorization: Bearer <token>.");
    }
}
