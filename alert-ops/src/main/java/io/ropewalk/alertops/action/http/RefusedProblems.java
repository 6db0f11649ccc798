package io.ropewalk.alertops.action.http;

import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.kit.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.OptionalLong;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * What was refused before anything was sent, as a problem. A guard's has the member {@code rule}.
 */
public class RefusedProblems {
    private static final int UNPROCESSABLE = 422;

    /** Seconds: nobody knows when it is over, and asking again costs nothing. */
    private static final long SOON = 5;

    @ServerExceptionMapper
    public Response refused(Refused refused) {
        Problem problem = problem(refused.why());
        var answer = Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        retryAfter(refused.why()).ifPresent(it -> answer.header(HttpHeaders.RETRY_AFTER, it));
        return answer.build();
    }

    private static OptionalLong retryAfter(Why why) {
        return switch (why) {
            case Why.Cap it -> OptionalLong.of(it.retrySeconds());
            case Why.InProgress _, Why.NoState _ -> OptionalLong.of(SOON);
            case Why.BadRequest _,
                    Why.Role _,
                    Why.Guard _,
                    Why.NotFound _,
                    Why.Conflict _,
                    Why.KeyReused _,
                    Why.Gone _ ->
                    OptionalLong.empty();
        };
    }

    private static Problem problem(Why why) {
        return switch (why) {
            case Why.BadRequest it -> Problem.of(400, "bad-request", it.message());
            case Why.Role it -> Problem.of(403, "auth", it.message());
            case Why.Guard it ->
                    Problem.of(403, "guard", it.message()).with("rule", it.rule().name());
            case Why.Cap it ->
                    Problem.of(429, "throttled", it.message()).with("rule", it.rule().name());
            case Why.NotFound it -> Problem.of(404, "not-found", it.message());
            case Why.Conflict it -> Problem.of(409, "conflict", it.message());
            case Why.KeyReused it -> Problem.of(UNPROCESSABLE, "conflict", it.message());
            case Why.InProgress it -> Problem.of(409, "conflict", it.message());
            case Why.Gone it ->
                    Problem.of(410, "gone-upstream", it.message()).with("instead", it.instead());
            case Why.NoState it -> Problem.of(503, "network", it.message());
        };
    }
}
