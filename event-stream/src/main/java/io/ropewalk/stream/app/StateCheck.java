package io.ropewalk.stream.app;

import io.ropewalk.stream.partition.Replica;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while nothing can be saved: the API could answer little, and whoever looks after the
 * service must hear of it. Still alive, since a new start would mend nothing.
 */
@Readiness
@ApplicationScoped
class StateCheck implements HealthCheck {
    private final Replica replica;

    StateCheck(Replica replica) {
        this.replica = replica;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("state");
        replica.outage().ifPresentOrElse(why -> answer.down().withData("reason", why), answer::up);
        return answer.build();
    }
}
