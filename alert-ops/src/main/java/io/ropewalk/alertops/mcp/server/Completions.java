package io.ropewalk.alertops.mcp.server;

import io.quarkus.security.identity.SecurityIdentity;
import io.ropewalk.alertops.mcp.Tenants;
import io.ropewalk.alertops.work.Role;
import io.ropewalk.falcon.FalconCallFailed;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can follow what a person has begun to type. */
@Singleton
final class Completions {
    private static final int MOST = 100;

    private final SecurityIdentity identity;
    private final Tenants tenants;

    Completions(SecurityIdentity identity, Tenants tenants) {
        this.identity = identity;
        this.tenants = tenants;
    }

    List<String> tenants(String begun) {
        if (Arrays.stream(Role.values()).map(Role::word).noneMatch(identity::hasRole)) {
            return List.of();
        }
        try {
            return begun(tenants.names(), begun);
        } catch (FalconCallFailed _) {
            // A help while typing, not an answer: the tools say what is wrong.
            return List.of();
        }
    }

    static List<String> begun(List<String> words, String begun) {
        String start = begun.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(it -> it.toLowerCase(Locale.ROOT).startsWith(start))
                .limit(MOST)
                .toList();
    }
}
