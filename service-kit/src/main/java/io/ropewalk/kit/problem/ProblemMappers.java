package io.ropewalk.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.ForbiddenException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request into {@code application/problem+json}, without inner details. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        return answer(e.problem());
    }

    @ServerExceptionMapper
    public Response unreadable(JsonProcessingException e) {
        return answer(Problem.of(400, "bad-request", explain(e)));
    }

    @ServerExceptionMapper
    public Response refused(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException unreadable) {
            return unreadable(unreadable);
        }
        int status = e.getResponse().getStatus();
        if (e.getResponse().hasEntity() || status < 400) {
            return e.getResponse();
        }
        String detail =
                switch (status) {
                    case 404 -> "There is nothing at this path.";
                    case 405 -> "This path does not take this method.";
                    case 406 -> "This path cannot answer in the media type asked for.";
                    case 413 -> "The body is larger than the configured limit.";
                    case 415 -> "This path wants Content-Type: application/json.";
                    default -> "The request was refused.";
                };
        Response answer = answer(Problem.of(status, category(status), detail));
        String allow = e.getResponse().getHeaderString("Allow");
        return allow == null
                ? answer
                : Response.fromResponse(answer).header("Allow", allow).build();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e) {
        return answer(
                Problem.of(
                        403,
                        "auth",
                        "The token does not carry a role that may do this; roles are viewer, responder and"
                                + " admin, in its groups claim."));
    }

    @ServerExceptionMapper
    public Response unforeseen(RuntimeException e) {
        LOG.error("a request ended in an unforeseen failure", e);
        return answer(
                Problem.of(500, "bug", "This is a fault of the service; its log has the details."));
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
    }

    private static String category(int status) {
        return switch (status) {
            case 401, 403 -> "auth";
            case 404 -> "not-found";
            case 409 -> "conflict";
            case 429 -> "throttled";
            default -> status >= 500 ? "bug" : "bad-request";
        };
    }

    private static String explain(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            String allowed =
                    unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
            return "The field "
                    + unknown.getPropertyName()
                    + " is unknown here; allowed are: "
                    + allowed
                    + ".";
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String path =
                    mapping.getPath().stream()
                            .map(r ->
                                    r.getFieldName() == null
                                            ? "[" + r.getIndex() + "]"
                                            : r.getFieldName())
                            .collect(Collectors.joining("."));
            return "The value of " + path + " is not of the kind this field takes.";
        }
        if (e instanceof JsonMappingException) {
            return "The body must be one JSON object with the fields this path takes.";
        }
        var where = e.getLocation();
        return where == null
                ? "The body is not JSON."
                : "The body is not JSON: it breaks at line "
                        + where.getLineNr()
                        + ", column "
                        + where.getColumnNr()
                        + ".";
    }
}
