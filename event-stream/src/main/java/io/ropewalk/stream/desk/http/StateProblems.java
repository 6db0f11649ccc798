package io.ropewalk.stream.desk.http;

import io.ropewalk.kit.problem.Problem;
import io.ropewalk.stream.state.StateFailure;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A state database that cannot be used is an outage, no fault of the service. */
public class StateProblems {
    private static final Logger LOG = Logger.getLogger(StateProblems.class);

    @ServerExceptionMapper
    public Response unusable(StateFailure failure) {
        LOG.warn("a request could not use the state database", failure);
        Problem problem =
                Problem.of(
                        503,
                        "network",
                        "The state database cannot be used at this moment; the log says why. Nothing is known to have been changed; try again.");
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
    }
}
