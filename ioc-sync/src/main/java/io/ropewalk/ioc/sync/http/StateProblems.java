package io.ropewalk.ioc.sync.http;

import io.ropewalk.ioc.ledger.LedgerFailure;
import io.ropewalk.ioc.ledger.Tenure;
import io.ropewalk.kit.problem.Problem;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A state database that cannot be used is an outage, no fault of the service. */
public class StateProblems {
    private static final Logger LOG = Logger.getLogger(StateProblems.class);

    @ServerExceptionMapper
    public Response unusable(LedgerFailure failure) {
        LOG.warn("a request could not use the state database", failure);
        return answer(
                Problem.of(
                        503,
                        "network",
                        "The state database cannot be used at this moment; the log says why."
                                + " Nothing is known to have been changed; try again."));
    }

    @ServerExceptionMapper
    public Response lost(Tenure.Lost lost) {
        return answer(Problem.of(409, "conflict", lost.getMessage()));
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
    }
}
