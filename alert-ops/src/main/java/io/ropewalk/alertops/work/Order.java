package io.ropewalk.alertops.work;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * All about a request but what it asks for.
 *
 * @param tenant the one customer it is about
 * @param dryRun nothing is changed at Falcon; the answer says what would be
 * @param reason why, in the caller's words
 * @param past rules of guards that an {@code admin} wants to pass, by their names
 * @param marker names the request, also when it is sent again with the same idempotency key: in
 *     comments, in the audit and in the log
 */
public record Order(
        String tenant,
        Caller caller,
        boolean dryRun,
        Optional<String> reason,
        Set<String> past,
        String marker) {
    public Order {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(reason, "reason");
        past = Set.copyOf(past);
        Objects.requireNonNull(marker, "marker");
    }
}
