package io.ropewalk.auth.app;

import io.ropewalk.auth.token.TokenBrokers;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells in the readiness answer how each tenant does. Always up: an outage of Falcon is not ours.
 */
@Readiness
@ApplicationScoped
class TenantsCheck implements HealthCheck {
    private final TokenBrokers brokers;

    TenantsCheck(TokenBrokers brokers) {
        this.brokers = brokers;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("tenants").up();
        for (var broker : brokers.all()) {
            var health = broker.health();
            String category = health.why().map(w -> " " + w.category().word()).orElse("");
            answer.withData(broker.tenant().name(), health.state() + category);
        }
        return answer.build();
    }
}
