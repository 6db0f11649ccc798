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
     * Refuses a request that is too large, and counts what is in it, unless nothing is to be
     * changed. Asked last, once it is sure that something will be sent.
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
                                    "One request may do this to %d, not to %d."
                                            .formatted(most.perRequest(), wanted))));
        }
        if (order.dryRun() || wanted == 0) {
            return;
        }
        boolean passes = Passing.passes(order, cap.windowRule());
        Optional<Duration> wait =
                usage.take(
                        order.tenant(),
                        cap,
                        wanted,
                        passes ? Integer.MAX_VALUE : most.perWindow(),
                        cap.window());
        wait.ifPresent(it -> {
            throw new Refused(
                    new Why.Cap(
                            new Rule(
                                    cap.windowRule(),
                                    "With these it would be more than %d for %s; there is room in %d s."
                                            .formatted(
                                                    most.perWindow(),
                                                    order.tenant(),
                                                    it.toSeconds())),
                            it.toSeconds()));
        });
    }
}
