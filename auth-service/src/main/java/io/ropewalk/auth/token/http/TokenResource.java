package io.ropewalk.auth.token.http;

import io.ropewalk.auth.caller.Authenticator;
import io.ropewalk.auth.caller.Caller;
import io.ropewalk.auth.caller.Form;
import io.ropewalk.auth.caller.Form.MalformedFormException;
import io.ropewalk.auth.caller.Verdict;
import io.ropewalk.auth.token.Refusal;
import io.ropewalk.auth.token.TokenAnswer;
import io.ropewalk.auth.token.TokenBroker;
import io.ropewalk.auth.token.TokenBrokers;
import io.ropewalk.falcon.FailureCategory;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The token and revocation endpoints. They run on the event loop: with a token at hand nothing
 * blocks, and without one the answer waits for the tenant's single call to Falcon.
 */
@Path("/oauth2")
public class TokenResource {
    private static final String TOKEN = "token";
    private static final String REVOKE = "revoke";
    private static final String SCOPE_PREFIX = "tenant:";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Authenticator authenticator;
    private final TokenBrokers brokers;
    private final OAuthAnswers answers;
    private final Clock clock;

    TokenResource(
            Authenticator authenticator, TokenBrokers brokers, OAuthAnswers answers, Clock clock) {
        this.authenticator = authenticator;
        this.brokers = brokers;
        this.answers = answers;
        this.clock = clock;
    }

    /** RFC 6749 4.4: {@code grant_type=client_credentials&scope=tenant:<name>}. */
    @POST
    @Path("/token")
    public Uni<Response> token(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            @Context HttpHeaders headers,
            String body) {
        return answer(TOKEN, type, headers, body, this::issue);
    }

    /** RFC 7009: {@code token=<the token>}. Any token is answered with 200, known or not. */
    @POST
    @Path("/revoke")
    public Uni<Response> revoke(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            @Context HttpHeaders headers,
            String body) {
        return answer(REVOKE, type, headers, body, this::drop);
    }

    @FunctionalInterface
    private interface Step {
        CompletableFuture<Response> of(Caller caller, Form form);
    }

    private Uni<Response> answer(
            String endpoint, String type, HttpHeaders headers, String body, Step step) {
        if (!OAuthAnswers.isForm(type)) {
            return refuse(endpoint, "The body must be application/x-www-form-urlencoded.");
        }
        Form form;
        try {
            form = Form.parse(body);
        } catch (MalformedFormException e) {
            return refuse(endpoint, e.getMessage());
        }
        List<String> authorization = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
        var answer =
                authenticator
                        .ofForm(authorization == null ? List.of() : authorization, form)
                        .thenCompose(verdict -> judged(endpoint, verdict, form, step));
        if (answer.isDone() && !answer.isCompletedExceptionally()) {
            return Uni.createFrom().item(answer.join());
        }
        return Uni.createFrom()
                .completionStage(answer)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(() -> late(endpoint));
    }

    private CompletableFuture<Response> judged(
            String endpoint, Verdict verdict, Form form, Step step) {
        return switch (verdict) {
            case Verdict.Known it -> step.of(it.caller(), form);
            case Verdict.Refused it -> done(answers.unknown(endpoint, it));
            case Verdict.Undecided _ ->
                    done(
                            unavailable(
                                    endpoint,
                                    Optional.empty(),
                                    FailureCategory.NETWORK,
                                    "The keys of the Kubernetes issuer are out of reach."));
        };
    }

    private CompletableFuture<Response> issue(Caller caller, Form form) {
        var grant = form.get("grant_type");
        if (grant.isEmpty()) {
            return bad(TOKEN, caller, "invalid_request", "grant_type is missing.");
        }
        if (!grant.get().equals("client_credentials")) {
            return bad(
                    TOKEN,
                    caller,
                    "unsupported_grant_type",
                    "Only client_credentials is supported.");
        }
        // One answer for a tenant that is not there and for one that is not the caller's.
        var broker =
                form.get("scope")
                        .filter(scope -> scope.startsWith(SCOPE_PREFIX))
                        .map(scope -> scope.substring(SCOPE_PREFIX.length()))
                        .filter(caller::maySee)
                        .flatMap(brokers::of);
        if (broker.isEmpty()) {
            return bad(
                    TOKEN,
                    caller,
                    "invalid_scope",
                    "The scope must be tenant:<name> with the name of one tenant of this client.");
        }
        return broker.get().current().thenApply(answer -> told(caller, broker.get(), answer));
    }

    private Response told(Caller caller, TokenBroker broker, TokenAnswer answer) {
        return switch (answer) {
            case TokenAnswer.Served it ->
                    answers.good(
                            TOKEN,
                            new TokenBody(
                                    it.token().value(),
                                    "bearer",
                                    it.token().secondsLeft(clock.instant()),
                                    SCOPE_PREFIX + broker.tenant().name(),
                                    it.token().baseUrl().toString(),
                                    broker.tenant().cid().orElse(null)));
            case TokenAnswer.Unavailable it ->
                    answers.unavailable(
                            TOKEN,
                            Optional.of(caller.name()),
                            it.why(),
                            it.retryAfter(clock.instant()).toSeconds());
        };
    }

    private CompletableFuture<Response> drop(Caller caller, Form form) {
        var token = form.get("token");
        if (token.isEmpty()) {
            return bad(REVOKE, caller, "invalid_request", "token is missing.");
        }
        caller.tenants().stream()
                .flatMap(tenant -> brokers.of(tenant).stream())
                .forEach(broker -> broker.drop(token.get()));
        return done(answers.done(REVOKE));
    }

    private Response late(String endpoint) {
        return unavailable(
                endpoint,
                Optional.empty(),
                FailureCategory.TIMEOUT,
                "Falcon takes too long to answer.");
    }

    private Response unavailable(
            String endpoint, Optional<String> caller, FailureCategory category, String message) {
        var why = new Refusal(category, message, 0, "", Optional.empty());
        return answers.unavailable(endpoint, caller, why, 1);
    }

    private Uni<Response> refuse(String endpoint, String description) {
        return Uni.createFrom()
                .item(answers.bad(endpoint, Optional.empty(), "invalid_request", description));
    }

    private CompletableFuture<Response> bad(
            String endpoint, Caller caller, String error, String description) {
        return done(answers.bad(endpoint, Optional.of(caller.name()), error, description));
    }

    private static CompletableFuture<Response> done(Response response) {
        return CompletableFuture.completedFuture(response);
    }
}
