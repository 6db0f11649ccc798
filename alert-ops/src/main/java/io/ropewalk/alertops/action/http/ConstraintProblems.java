package io.ropewalk.alertops.action.http;

import io.ropewalk.kit.problem.Problem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Arguments that break a rule of theirs, as one problem that names each. */
public class ConstraintProblems {
    private static final int NAMED = 5;

    @ServerExceptionMapper
    public Response broken(ConstraintViolationException broken) {
        String detail =
                broken.getConstraintViolations().stream()
                        .map(ConstraintProblems::sentence)
                        .sorted()
                        .limit(NAMED)
                        .collect(Collectors.joining("; ", "", "."));
        return Response.status(400)
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(400, "bad-request", detail))
                .build();
    }

    /** The argument's name without the method's in front of it; no value, it may be a secret. */
    private static String sentence(ConstraintViolation<?> broken) {
        StringBuilder name = new StringBuilder();
        int depth = 0;
        for (Path.Node node : broken.getPropertyPath()) {
            // The place in a list is told of what stands in it.
            if (node.getIndex() != null) {
                name.append('[').append(node.getIndex()).append(']');
            }
            if (depth >= 2 && node.getName() != null && !node.getName().startsWith("<")) {
                name.append(name.isEmpty() ? "" : ".").append(node.getName());
            }
            depth++;
        }
        return (name.isEmpty() ? "the body" : name) + " " + broken.getMessage();
    }
}
