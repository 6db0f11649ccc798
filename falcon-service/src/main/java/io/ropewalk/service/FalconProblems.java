package io.ropewalk.service;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.kit.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What Falcon did not do, as a problem of ours. */
public class FalconProblems {
    /**
     * What auth-service calls a tenant that is not there, or not for this caller (RFC 6749 5.2).
     */
    private static final String UNKNOWN_TENANT = "invalid_scope";

    @ServerExceptionMapper
    public Response failed(FalconCallFailed failed) {
        Problem problem = problem(failed);
        var answer = Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        failed.why()
                .retryAfter()
                .ifPresent(it -> answer.header(HttpHeaders.RETRY_AFTER, seconds(it)));
        return answer.build();
    }

    /** Whole ones, and never none: sooner would be too soon. */
    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    /** The problem of a call that came to nothing. */
    public static Problem problem(FalconCallFailed failed) {
        FalconFailure why = failed.why();
        if (isUnknownTenant(why)) {
            return Problem.of(404, FailureCategory.NOT_FOUND.word(), why.message());
        }
        return Problem.of(
                status(why),
                why.category().word(),
                why.message(),
                failed.traceId(),
                why.missingScope().orElse(null));
    }

    private static int status(FalconFailure why) {
        return switch (why.category()) {
            case BAD_REQUEST -> 400;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case THROTTLED -> 429;
            case GONE_UPSTREAM -> 410;
            case SCOPE_MISSING -> 403;
            case TIMEOUT -> 504;
            case NETWORK -> 503;
            case AUTH, VENDOR_DOWN, BUG -> 502;
        };
    }

    private static boolean isUnknownTenant(FalconFailure why) {
        return why.category() == FailureCategory.AUTH && why.message().contains(UNKNOWN_TENANT);
    }
}
