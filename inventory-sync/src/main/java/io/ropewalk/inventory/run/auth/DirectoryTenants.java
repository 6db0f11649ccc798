package io.ropewalk.inventory.run.auth;

import io.ropewalk.inventory.run.Tenants;
import io.ropewalk.kit.tenants.TenantDirectory;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** The tenants that auth-service lets this service work for. Asks it at most every few seconds. */
public final class DirectoryTenants implements Tenants {
    private static final Duration FRESH = Duration.ofSeconds(15);

    private final TenantDirectory directory;
    private final Clock clock;
    private Set<String> names = Set.of();
    private Instant read = Instant.MIN;

    public DirectoryTenants(TenantDirectory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public synchronized Set<String> names() {
        Instant now = clock.instant();
        if (read.isBefore(now.minus(FRESH))) {
            try {
                names = Set.copyOf(directory.names());
                read = now;
            } catch (IOException failure) {
                if (names.isEmpty()) {
                    throw new TenantsUnknown(
                            "auth-service cannot be asked for its tenants: "
                                    + failure.getMessage()
                                    + ".",
                            failure);
                }
            }
        }
        return names;
    }
}
