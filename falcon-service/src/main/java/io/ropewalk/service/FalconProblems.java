package io.ropewalk.service;

import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.kit.problem.Problem;
import jakarta.ws.rs.core.Response;
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
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
    }

    /** The problem of a call that came to nothing. */
    public static Problem problem(FalconCallFailed failed) {
        FalconFailure why = failed.why();
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
            case AUTH -> why.message().contains(UNKNOWN_TENANT) ? 404 : 502;
            case VENDOR_DOWN, BUG -> 502;
        };
    }
}
