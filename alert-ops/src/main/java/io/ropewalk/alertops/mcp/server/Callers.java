package io.ropewalk.alertops.mcp.server;

import io.quarkiverse.mcp.server.McpConnection;
import io.quarkus.security.identity.SecurityIdentity;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Role;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Who calls: the person of the token, by way of an assistant. */
@Singleton
final class Callers {
    private static final int LONGEST_NAME = 60;

    private final SecurityIdentity identity;

    Callers(SecurityIdentity identity) {
        this.identity = identity;
    }

    Caller of(McpConnection connection) {
        return caller(identity, via(connection));
    }

    static Caller caller(SecurityIdentity identity, String via) {
        return new Caller(
                identity.getPrincipal().getName(),
                Arrays.stream(Role.values())
                        .filter(role -> identity.hasRole(role.word()))
                        .collect(Collectors.toSet()),
                via);
    }

    /** What the assistant calls itself; with a prefix, so that none can pass for another door. */
    private static String via(McpConnection connection) {
        String name = connection.initialRequest().implementation().name();
        String plain = name == null ? "" : name.replaceAll("[^A-Za-z0-9 ._/-]", "?");
        return "mcp:" + plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
    }
}
