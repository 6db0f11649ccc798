package io.ropewalk.alertops.app;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while nothing can be written down: what writes is refused, what reads is missing in the
 * audit, and whoever looks after the service must hear of it. Still alive, since a new start would
 * mend nothing.
 */
@Readiness
@ApplicationScoped
class StateCheck implements HealthCheck {
    private final StateWatch watch;

    StateCheck(StateWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("state");
        watch.outage().ifPresentOrElse(why -> answer.down().withData("reason", why), answer::up);
        return answer.build();
    }
}
