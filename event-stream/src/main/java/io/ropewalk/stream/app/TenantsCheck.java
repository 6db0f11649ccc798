package io.ropewalk.stream.app;

import io.ropewalk.stream.partition.TenantNames;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready before auth-service has said once which customers there are: a roll-out with a wrong
 * address or secret stops there, and the pods before it go on. Ready from then on, whatever becomes
 * of auth-service: what is known is streamed.
 */
@Readiness
@ApplicationScoped
class TenantsCheck implements HealthCheck {
    private final TenantNames tenants;

    TenantsCheck(TenantNames tenants) {
        this.tenants = tenants;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("tenants").status(tenants.known());
        tenants.trouble()
                .filter(_ -> !tenants.known())
                .ifPresent(trouble -> answer.withData("reason", trouble.message()));
        return answer.build();
    }
}
