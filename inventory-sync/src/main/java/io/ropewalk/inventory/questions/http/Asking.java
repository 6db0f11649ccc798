package io.ropewalk.inventory.questions.http;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.graph.GraphFailure;
import io.ropewalk.inventory.questions.Coverage.Asked;
import io.ropewalk.inventory.run.Tenants;
import io.ropewalk.kit.problem.Problem;
import io.ropewalk.kit.problem.ProblemException;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What all questions have in common. */
final class Asking {
    static final String DEFAULT_LIMIT = "50";
    private static final int MAX_LIMIT = 1_000;
    private static final Pattern LIMIT = Pattern.compile("\\d{1,5}");

    private final Tenants tenants;

    Asking(Tenants tenants) {
        this.tenants = tenants;
    }

    /**
     * Answers for a tenant that there is; a failure of the graph is said, never an empty answer.
     */
    <T> T about(String tenant, Function<Asked, T> question) {
        Asked asked = asked(tenant);
        try {
            return question.apply(asked);
        } catch (GraphFailure failure) {
            int status = failure.category() == FailureCategory.BUG ? 500 : 503;
            throw problem(status, failure.category().word(), failure.getMessage());
        }
    }

    private Asked asked(String tenant) {
        Set<String> names;
        try {
            names = tenants.names();
        } catch (Tenants.TenantsUnknown unknown) {
            throw problem(503, "network", unknown.getMessage());
        }
        if (!names.contains(tenant)) {
            throw problem(
                    404,
                    "not-found",
                    "There is no tenant of this name that this service may work for.");
        }
        return new Asked(tenant, names.size() == 1);
    }

    /** Text, because a number that cannot be read would be answered as an unknown path. */
    static int limit(String size) {
        int limit = LIMIT.matcher(size).matches() ? Integer.parseInt(size) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw wrong("limit is a number from 1 to " + MAX_LIMIT + ".");
        }
        return limit;
    }

    static ProblemException wrong(String detail) {
        return problem(400, "bad-request", detail);
    }

    static ProblemException problem(int status, String category, String detail) {
        return new ProblemException(Problem.of(status, category, detail));
    }
}
