package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.falcon.Holdings.Kind;
import io.ropewalk.simulator.falcon.Route.Access;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Zero Trust assessments of hosts. */
final class AssessmentRoutes implements RouteGroup {
    private static final Access READ =
            new Access.Bearer("Zero Trust Assessment:read", "zero-trust-assessment", true);
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private final RecordQueries queries =
            new RecordQueries(Kind.ASSESSMENTS, Optional.of(Set.of("score")), "score.asc");

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(
                        "getAssessmentV1",
                        READ,
                        call -> Call.ok(queries.entities(call, call.arguments().list("ids")))),
                new Route("getAssessmentsByScoreV1", READ, this::byScore));
    }

    private Reply byScore(Call call) {
        if (call.arguments().text("filter").isEmpty()) {
            throw Refusal.mistake(400, "missing-parameter", "filter must not be empty");
        }
        var limit = call.arguments().number("limit", DEFAULT_LIMIT);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Refusal.mistake(400, "beyond-limit", "value of 'limit' is out of range");
        }
        var page = queries.walk(call, limit);
        return RecordQueries.answer(
                call, queries.whole(call, page, Set.of()), RecordQueries.afterPaging(page, limit));
    }
}
