package io.ropewalk.alertops.report.http;

import io.quarkus.security.identity.SecurityIdentity;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Role;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Who a request is of. */
final class Callers {
    private Callers() {}

    static Caller of(SecurityIdentity identity) {
        return new Caller(
                identity.getPrincipal().getName(),
                Arrays.stream(Role.values())
                        .filter(role -> identity.hasRole(role.word()))
                        .collect(Collectors.toSet()),
                "http");
    }
}
