package io.ropewalk.kit.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.ropewalk.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Gives the answer to a request without a token the body that every other error has: no exception
 * mapper sees it, since nothing failed. All else is the mechanism's that it wraps. A service's
 * wiring produces it.
 */
public class ProblemChallenge implements HttpAuthenticationMechanism {
    private static final int UNAUTHORIZED = 401;

    private final HttpAuthenticationMechanism wrapped;
    private final ObjectMapper json;

    public ProblemChallenge(HttpAuthenticationMechanism wrapped, ObjectMapper json) {
        this.wrapped = wrapped;
        this.json = json;
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        return wrapped.sendChallenge(context)
                .invoke(sent -> {
                    HttpServerResponse response = context.response();
                    if (sent && response.getStatusCode() == UNAUTHORIZED && !response.ended()) {
                        response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
                        var _ = response.end(text(RefusedTokens.problem(context)));
                    }
                });
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext context, IdentityProviderManager identityProviderManager) {
        return wrapped.authenticate(context, identityProviderManager);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return wrapped.getChallenge(context);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return wrapped.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return wrapped.getCredentialTransport(context);
    }

    @Override
    public int getPriority() {
        return wrapped.getPriority();
    }
}
