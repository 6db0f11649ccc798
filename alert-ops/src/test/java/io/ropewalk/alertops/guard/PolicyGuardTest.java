package io.ropewalk.alertops.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Role;
import io.ropewalk.alertops.work.Rule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyGuardTest {
    private final PolicyGuard guard = new PolicyGuard(List.of("id-1", "Crown jewels"), 10);

    private static Order order(boolean dryRun, String... past) {
        return new Order(
                "acme",
                new Caller("ann", Set.of(Role.ADMIN), "http"),
                dryRun,
                Optional.of("why"),
                Set.of(past),
                "m");
    }

    private static Optional<String> name(Optional<Rule> met) {
        return met.map(Rule::name);
    }

    @Test
    void aPolicyIsProtectedByItsIdAndByItsName() {
        assertThat(name(guard.untouchable("id-1", "x", 0, order(true))))
                .contains("protected-policies");
        assertThat(name(guard.untouchable("x", "Crown jewels", 0, order(false))))
                .contains("protected-policies");
        assertThat(guard.untouchable("x", "y", 10, order(false))).isEmpty();
        assertThat(guard.untouchable("id-1", "x", 0, order(false, "protected-policies"))).isEmpty();
    }

    @Test
    void aPolicyOfManyHostsIsNotChanged() {
        assertThat(name(guard.untouchable("x", "y", 11, order(false))))
                .contains("policy-max-members");
        assertThat(guard.untouchable("x", "y", 11, order(false, "policy-max-members"))).isEmpty();
        assertThat(name(guard.untouchable("id-1", "y", 11, order(false, "protected-policies"))))
                .as("one rule passed is not the other")
                .contains("policy-max-members");
    }

    @Test
    void whoWeakensKnowsHowManyHosts() {
        assertThat(name(guard.unconfirmed(3, OptionalLong.empty(), order(false))))
                .contains("policy-weakening");
        assertThat(name(guard.unconfirmed(3, OptionalLong.of(4), order(false))))
                .contains("policy-weakening");
        assertThat(name(guard.unconfirmed(3, OptionalLong.of(4), order(true))))
                .contains("policy-weakening");
        assertThat(guard.unconfirmed(3, OptionalLong.of(3), order(false))).isEmpty();
        assertThat(guard.unconfirmed(3, OptionalLong.empty(), order(true))).isEmpty();
        assertThat(guard.unconfirmed(3, OptionalLong.empty(), order(false, "policy-weakening")))
                .isEmpty();
    }
}
