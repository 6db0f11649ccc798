package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.falcon.Operations.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the route for a request. */
final class RouteTable {

    /** A route and the operation it implements. */
    record Entry(Operation operation, Route route) {}

    private final Map<String, Map<String, Entry>> byPath = new HashMap<>();

    RouteTable(Operations operations, List<RouteGroup> groups) {
        for (var group : groups) {
            for (var route : group.routes()) {
                var operation = operations.named(route.operationId());
                byPath.computeIfAbsent(operation.path(), _ -> new HashMap<>())
                        .put(operation.method(), new Entry(operation, route));
            }
        }
    }

    /** The routes of a path by method; empty when the path is unknown. */
    Optional<Map<String, Entry>> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }
}
