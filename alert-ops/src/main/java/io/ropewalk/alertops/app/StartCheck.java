package io.ropewalk.alertops.app;

import io.ropewalk.alertops.config.GuardsConfig;
import io.ropewalk.kit.start.StartFailure;

/** Refuses configuration that cannot work, in one sentence. */
final class StartCheck {

    private StartCheck() {}

    static void check(GuardsConfig guards) {
        if (guards.policyMaxMembers() < 0) {
            throw new StartFailure("ropewalk.guards.policy-max-members is a number from 0 on.");
        }
    }
}
