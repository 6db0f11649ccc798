package io.ropewalk.auth.token.http;

import io.ropewalk.auth.caller.Authenticator;
import io.ropewalk.auth.caller.Caller;
import io.ropewalk.auth.caller.Verdict;
import io.ropewalk.auth.token.TokenBrokers;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Which tenants a caller may ask for, and how they do. */
@Path("/v1/tenants")
public class TenantsResource {
    private static final String TENANTS = "tenants";

    private final Authenticator authenticator;
    private final TokenBrokers brokers;
    private final OAuthAnswers answers;

    TenantsResource(Authenticator authenticator, TokenBrokers brokers, OAuthAnswers answers) {
        this.authenticator = authenticator;
        this.brokers = brokers;
        this.answers = answers;
    }

    /**
     * The caller's own tenants; it shows itself by Basic or by a service-account token as bearer.
     */
    @GET
    public Uni<Response> list(@Context HttpHeaders headers) {
        List<String> authorization = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
        return Uni.createFrom()
                .completionStage(
                        authenticator
                                .ofHeader(authorization == null ? List.of() : authorization)
                                .thenApply(this::answer));
    }

    private Response answer(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Known it -> {
                answers.given(TENANTS);
                yield Response.ok(page(it.caller()), MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build();
            }
            case Verdict.Refused it -> {
                answers.refused(TENANTS, it);
                yield refusal(it);
            }
            case Verdict.Undecided _ -> {
                answers.undecided(TENANTS, FailureCategory.NETWORK);
                yield problem(
                                503,
                                FailureCategory.NETWORK.word(),
                                "The keys of the Kubernetes issuer are out of reach.")
                        .header(HttpHeaders.RETRY_AFTER, 1)
                        .build();
            }
        };
    }

    private static Response refusal(Verdict.Refused verdict) {
        return verdict.error().equals("invalid_client")
                ? problem(401, "auth", verdict.description())
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"ropewalk\"")
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"ropewalk\"")
                        .build()
                : problem(400, "bad-request", verdict.description()).build();
    }

    private TenantBody.Page page(Caller caller) {
        var items =
                brokers.all().stream()
                        .filter(broker -> caller.maySee(broker.tenant().name()))
                        .map(TenantBody::of)
                        .toList();
        return new TenantBody.Page(items, null);
    }

    private static Response.ResponseBuilder problem(int status, String category, String detail) {
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(status, category, detail));
    }
}
