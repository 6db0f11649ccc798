package io.ropewalk.ioc.app;

import io.ropewalk.ioc.sync.Mirror;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while nothing can be saved: the mirror stands still, its API could answer little, and
 * whoever looks after the service must hear of it. Still alive, since a new start would mend
 * nothing. Without a mirror there is nothing to save.
 */
@Readiness
@ApplicationScoped
class StateCheck implements HealthCheck {
    private final Wiring.Configured configured;

    StateCheck(Wiring.Configured configured) {
        this.configured = configured;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("state");
        configured
                .mirror()
                .flatMap(Mirror::outage)
                .ifPresentOrElse(why -> answer.down().withData("reason", why), answer::up);
        return answer.build();
    }
}
