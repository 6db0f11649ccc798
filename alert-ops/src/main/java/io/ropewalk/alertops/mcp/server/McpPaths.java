package io.ropewalk.alertops.mcp.server;

/** Where the two servers are. Their root paths stand in {@code application.properties}, too. */
enum McpPaths {
    READ("/mcp"),
    WRITE("/ops/mcp"),
    /** Below one of them; nothing is offered there. */
    BELOW(""),
    ELSEWHERE("");

    /** Of the server whose tools write. */
    static final String OPS = "ops";

    /** Under which RFC 9728 wants the metadata of a resource. */
    static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    private final String path;

    McpPaths(String path) {
        this.path = path;
    }

    String path() {
        return path;
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
