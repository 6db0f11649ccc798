package io.ropewalk.inventory.app;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while the state database cannot be used: no run can be asked for or looked at, and
 * whoever looks after the service must hear of it. Still alive, since a new start would mend
 * nothing. Without the graph it is ready: runs end incomplete and are told.
 */
@Readiness
@ApplicationScoped
class StateCheck implements HealthCheck {
    private final Watch watch;

    StateCheck(Watch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("state");
        watch.outage().ifPresentOrElse(why -> answer.down().withData("reason", why), answer::up);
        return answer.build();
    }
}
