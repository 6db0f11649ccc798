package io.ropewalk.alertops.guard;

import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.alertops.work.Rule;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Holds requests to the caps. What an admin names in the order passes, and the audit has it. */
public final class Caps {
    private final Map<Cap, CapLimits> limits;
    private final Usage usage;

    /**
     * @param limits for every cap
     */
    public Caps(Map<Cap, CapLimits> limits, Usage usage) {
        this.limits = Map.copyOf(limits);
        this.usage = Objects.requireNonNull(usage, "usage");
    }

    /**
     * Refuses a request that is too large, or for which there is no room now, and counts what is in
     * it. Asked last, once it is sure that something will be sent. A dry run meets the same rules,
     * and nothing of it is counted.
     *
     * @param wanted how many things it would change
     * @throws Refused with the rule it meets
     */
    public void take(Cap cap, int wanted, Order order) {
        CapLimits most = limits.get(cap);
        if (wanted > most.perRequest() && !Passing.passes(order, cap.requestRule())) {
            throw new Refused(
                    new Why.Guard(
                            new Rule(
                                    cap.requestRule(),
                                    "One request may do this to at most %d, not to %d."
                                            .formatted(most.perRequest(), wanted))));
        }
        if (wanted > 0) {
            takeOfWindow(cap, wanted, order);
        }
    }

    /**
     * Refuses what could never be done, however long one waits.
     *
     * @throws Refused when it is more than the window may hold
     */
    public void check(Cap cap, int wanted, Order order) {
        CapLimits most = limits.get(cap);
        if (wanted > most.perWindow() && !Passing.passes(order, cap.windowRule())) {
            throw new Refused(
                    new Why.Guard(
                            new Rule(
                                    cap.windowRule(),
                                    "This is about %d, and at most %d may be done in %s."
                                            .formatted(
                                                    wanted,
                                                    most.perWindow(),
                                                    cap.window().equals(Duration.ofDays(1))
                                                            ? "a day"
                                                            : "an hour"))));
        }
    }

    /**
     * Counts what a job is going to do, for which the limit of one request does not stand. A dry
     * run only looks.
     *
     * @throws Refused when there is no room for it now, or can never be
     */
    public void takeOfWindow(Cap cap, int wanted, Order order) {
        check(cap, wanted, order);
        CapLimits limit = limits.get(cap);
        int most = Passing.passes(order, cap.windowRule()) ? Integer.MAX_VALUE : limit.perWindow();
        Optional<Duration> wait =
                order.dryRun()
                        ? usage.look(order.tenant(), cap, wanted, most, cap.window())
                        : usage.take(order.tenant(), cap, wanted, most, cap.window());
        wait.ifPresent(it -> {
            throw new Refused(
                    new Why.Cap(
                            new Rule(
                                    cap.windowRule(),
                                    "With these it would be more than %d for %s; there is room in %d s."
                                            .formatted(
                                                    limit.perWindow(),
                                                    order.tenant(),
                                                    it.toSeconds())),
                            it.toSeconds()));
        });
    }
}
