package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.falcon.Operations.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the route for a request. */
final class RouteTable {

    /** A route and the operation it implements. */
    record Entry(Operation operation, Route route) {}

    private static final Pattern VARIABLE = Pattern.compile("\\{[a-z-]+}");

    private final Map<String, Map<String, Entry>> byPath = new HashMap<>();
    private final Map<String, Pattern> withVariables = new HashMap<>();

    RouteTable(Operations operations, List<RouteGroup> groups) {
        for (var group : groups) {
            for (var route : group.routes()) {
                var operation = operations.named(route.operationId());
                byPath.computeIfAbsent(operation.path(), _ -> new HashMap<>())
                        .put(operation.method(), new Entry(operation, route));
                if (operation.path().indexOf('{') >= 0) {
                    withVariables.put(
                            operation.path(),
                            Pattern.compile(
                                    VARIABLE.matcher(operation.path()).replaceAll("[^/]+")));
                }
            }
        }
    }

    /** The routes of a path by method; empty when the path is unknown. */
    Optional<Map<String, Entry>> at(String path) {
        var exact = byPath.get(path);
        return exact != null
                ? Optional.of(exact)
                : withVariables.entrySet().stream()
                        .filter(entry -> entry.getValue().matcher(path).matches())
                        .findFirst()
                        .map(entry -> byPath.get(entry.getKey()));
    }
}
