package io.ropewalk.alertops.action.http;

import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.kit.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * What was refused before anything was sent, as a problem. A guard's has the member {@code rule}.
 */
public class RefusedProblems {
    private static final int UNPROCESSABLE = 422;

    @ServerExceptionMapper
    public Response refused(Refused refused) {
        Problem problem = problem(refused.why());
        var answer = Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (refused.why() instanceof Why.Cap cap) {
            answer.header(HttpHeaders.RETRY_AFTER, cap.retrySeconds());
        }
        return answer.build();
    }

    private static Problem problem(Why why) {
        return switch (why) {
            case Why.BadRequest it -> Problem.of(400, "bad-request", it.message());
            case Why.Role it -> Problem.of(403, "auth", it.message());
            case Why.Guard it ->
                    Problem.of(403, "auth", it.message()).with("rule", it.rule().name());
            case Why.Cap it ->
                    Problem.of(429, "throttled", it.message()).with("rule", it.rule().name());
            case Why.KeyReused it -> Problem.of(UNPROCESSABLE, "conflict", it.message());
            case Why.InProgress it -> Problem.of(409, "conflict", it.message());
            case Why.Gone it ->
                    Problem.of(410, "gone-upstream", it.message()).with("instead", it.instead());
            case Why.NoState it -> Problem.of(503, "network", it.message());
        };
    }
}
