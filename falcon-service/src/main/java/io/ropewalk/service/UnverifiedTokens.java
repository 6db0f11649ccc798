package io.ropewalk.service;

import io.quarkus.oidc.OIDCException;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.kit.problem.Problem;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What is answered to a token that cannot be looked into, because its issuer is away. */
public class UnverifiedTokens {
    private static final Logger LOG = Logger.getLogger(UnverifiedTokens.class);
    private static final int UNAVAILABLE = 503;
    private static final String CATEGORY = "category";
    private static final String REASON = "reason";

    /** The issuer has not answered since the start, so that its keys are not known. */
    @ServerExceptionMapper
    public Response away(OIDCException e) {
        String category = FailureCategory.NETWORK.word();
        MDC.put(CATEGORY, category);
        MDC.put(REASON, String.valueOf(e.getMessage()));
        try {
            LOG.warn("a token could not be verified: the issuer does not answer");
        } finally {
            MDC.remove(CATEGORY);
            MDC.remove(REASON);
        }
        return Response.status(UNAVAILABLE)
                .type(Problem.MEDIA_TYPE)
                .entity(
                        Problem.of(
                                UNAVAILABLE,
                                category,
                                "The token could not be verified: the issuer of quarkus.oidc.auth-server-url does not answer. Try again; if this goes on, tell whoever runs this service."))
                .build();
    }
}
