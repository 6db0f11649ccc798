package io.ropewalk.alertops.mcp.server;

import io.ropewalk.alertops.work.Role;

/**
 * Where the two servers are, and the least role they take. {@code application.properties} says
 * where the second one is, too.
 */
enum McpPaths {
    READ("/mcp", Role.VIEWER),
    WRITE("/ops/mcp", Role.RESPONDER),
    /** Below one of them; nothing is offered there. */
    BELOW("", Role.VIEWER),
    ELSEWHERE("", Role.VIEWER);

    /** Of the server whose tools write. */
    static final String OPS = "ops";

    /** Under which RFC 9728 wants the metadata of a resource. */
    static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    private final String path;
    private final Role least;

    McpPaths(String path, Role least) {
        this.path = path;
        this.least = least;
    }

    String path() {
        return path;
    }

    Role least() {
        return least;
    }

    static McpPaths of(String path) {
        for (McpPaths server : new McpPaths[] {READ, WRITE}) {
            if (path.equals(server.path)) {
                return server;
            }
            if (path.startsWith(server.path + "/")) {
                return BELOW;
            }
        }
        return ELSEWHERE;
    }
}
