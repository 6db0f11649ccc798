package io.ropewalk.stream.vertices;

import java.util.Map;
import java.util.Optional;

/** What the ids of vertices, {@code <kind>:<device>:<object>}, say of where to ask for them. */
final class VertexKinds {
    private static final int PARTS = 3;

    private static final Map<String, String> PATHS =
            Map.of(
                    "pid", "processes",
                    "mod", "modules",
                    "dns", "domains",
                    "aid", "devices",
                    "uid", "users",
                    "uses", "user-sessions",
                    "ctg", "control-graphs",
                    "ip4", "ipv4",
                    "ip6", "ipv6");

    private VertexKinds() {}

    /** The vendor's path for a vertex; empty for kinds that are not fetched. */
    static Optional<String> path(String id) {
        String[] parts = id.split(":", -1);
        // An address of version 6 has colons of its own.
        boolean address = parts[0].equals("ip6") && parts.length > PARTS;
        boolean named = parts.length == PARTS && !parts[2].isEmpty();
        if (!(address || named) || parts[1].isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(PATHS.get(parts[0]));
    }
}
