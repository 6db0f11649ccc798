package io.ropewalk.inventory.assets;

import io.ropewalk.falcon.FailureCategory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a tenant's next delivery is due. */
final class DueTimes {
    private static final Duration MAX_JITTER = Duration.ofMinutes(1);

    private final Optional<Duration> every;
    private final Duration repeatAfter;
    private final Clock clock;
    private final Instant started;

    DueTimes(Optional<Duration> every, Duration repeatAfter, Clock clock) {
        this.every = every;
        this.repeatAfter = repeatAfter;
        this.clock = clock;
        this.started = clock.instant();
    }

    boolean isDue(String tenant, List<Delivery> latest) {
        Instant now = clock.instant();
        return latest.stream()
                .map(delivery -> due(tenant, delivery))
                .anyMatch(due -> due.filter(at -> !now.isBefore(at)).isPresent());
    }

    private Optional<Instant> due(String tenant, Delivery latest) {
        if (latest.times().started().isEmpty()) {
            return every.map(_ -> started.plus(jitter(tenant)));
        }
        Instant begun = latest.times().started().get();
        return switch (latest.state()) {
            // It was interrupted; one that still runs has its lease, which tells.
            case QUEUED, RUNNING -> Optional.of(begun);
            case SUCCEEDED -> regular(tenant, begun);
            case INCOMPLETE, FAILED -> passes(latest) ? soon(latest) : regular(tenant, begun);
        };
    }

    private Optional<Instant> regular(String tenant, Instant begun) {
        return every.map(period -> begun.plus(period).plus(jitter(tenant)));
    }

    private Optional<Instant> soon(Delivery latest) {
        Duration wait =
                every.filter(period -> period.compareTo(repeatAfter) < 0).orElse(repeatAfter);
        return every.isEmpty()
                ? Optional.empty()
                : latest.times().finished().map(end -> end.plus(wait));
    }

    private static boolean passes(Delivery latest) {
        return latest.failure().map(why -> passes(why.category())).orElse(false);
    }

    private static boolean passes(FailureCategory category) {
        return switch (category) {
            case THROTTLED, VENDOR_DOWN, NETWORK, TIMEOUT -> true;
            case AUTH, SCOPE_MISSING, BAD_REQUEST, NOT_FOUND, CONFLICT, GONE_UPSTREAM, BUG -> false;
        };
    }

    /** The same each time for a tenant, so that a hundred tenants do not start in one second. */
    private Duration jitter(String tenant) {
        long most = Math.min(MAX_JITTER.toMillis(), every.orElse(Duration.ZERO).toMillis() / 10);
        return Duration.ofMillis(Math.floorMod(tenant.hashCode(), most + 1));
    }
}
