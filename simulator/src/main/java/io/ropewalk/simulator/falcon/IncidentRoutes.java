package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.falcon.Route.Access;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is left of CrowdScore incidents and their behaviors, decommissioned on 2026-03-09: an answer
 * that says so. Sources saw 404 and 500; which call gives which is not known.
 */
final class IncidentRoutes implements RouteGroup {
    private static final Access READ = new Access.Bearer("Incidents:read", "incident-api", false);

    @Override
    public List<Route> routes() {
        return Stream.of("QueryIncidents", "GetIncidents", "QueryBehaviors", "GetBehaviors")
                .map(operation -> new Route(operation, READ, _ -> gone()))
                .toList();
    }

    private static Reply gone() {
        throw Refusal.mistake(
                404, "decommissioned", "this endpoint was decommissioned; see Case Management");
    }
}
