package io.ropewalk.inventory.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Queues the regular runs. Every replica asks; the store lets one run a tenant, and a run that
 * another replica queued counts as much as one of this.
 */
public final class RunSchedule {
    private static final Duration MAX_JITTER = Duration.ofMinutes(1);

    private final RunService service;
    private final RunStore store;
    private final Tenants tenants;
    private final Clock clock;
    private final Plan plan;
    private final Instant started;

    /**
     * What to run.
     *
     * @param every time from one run's queueing to the next
     * @param fullEvery a run is full when the last successful full one of each kind is at least
     *     this old
     */
    public record Plan(Duration every, Duration fullEvery, Set<Kind> kinds) {
        public Plan {
            kinds = Set.copyOf(kinds);
        }
    }

    public RunSchedule(
            RunService service, RunStore store, Tenants tenants, Clock clock, Plan plan) {
        this.service = service;
        this.store = store;
        this.tenants = tenants;
        this.clock = clock;
        this.plan = plan;
        this.started = clock.instant();
    }

    /** Queues what is due. */
    public void tick() {
        for (String tenant : tenants.names()) {
            if (!clock.instant().isBefore(due(tenant))) {
                service.submit(
                        new RunRequest(
                                tenant, plan.kinds(), mode(tenant), false, OptionalDouble.empty()));
            }
        }
    }

    private Instant due(String tenant) {
        Instant base =
                store.list(tenant, 1, Optional.empty()).stream()
                        .findFirst()
                        .map(run -> run.times().created().plus(plan.every()))
                        .orElse(started);
        return base.plus(jitter(tenant));
    }

    /** The same each time for a tenant, so that a hundred tenants do not start in one second. */
    private Duration jitter(String tenant) {
        long most = Math.min(MAX_JITTER.toMillis(), plan.every().toMillis() / 10);
        return Duration.ofMillis(Math.floorMod(tenant.hashCode(), most + 1));
    }

    /** Which kinds of an incremental run are due in full is found when it runs. */
    private Mode mode(String tenant) {
        var successes = store.successes(tenant);
        return plan.kinds().stream()
                        .map(successes::get)
                        .filter(Objects::nonNull)
                        .anyMatch(it -> it.full().plus(plan.fullEvery()).isAfter(clock.instant()))
                ? Mode.INCREMENTAL
                : Mode.FULL;
    }
}
